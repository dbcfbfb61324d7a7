package io.camelmirror.camel;

import io.camelmirror.diff.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultMessage;
import org.apache.camel.trait.message.MessageTrait;

/**
 * A message with a change: the body is its file. It creates its headers on first access, because
 * most routes never read them.
 */
final class ChangeMessage extends DefaultMessage {

  private final MirrorFile file;
  private Outcome outcome;
  private boolean hasOwnHeaders;

  ChangeMessage(CamelContext context, MirrorFile file) {
    super(context);
    this.file = file;
    setBody(file);
  }

  /** Records the outcome after the change was applied. */
  static void tell(Outcome outcome, Message message) {
    if (message instanceof ChangeMessage told && !told.hasOwnHeaders) {
      told.outcome = outcome;
    } else {
      put(outcome, message.getHeaders());
    }
  }

  private static void put(Outcome outcome, Map<String, Object> headers) {
    headers.put(MirrorConstants.BYTES, outcome.bytes());
    headers.put(MirrorConstants.DURATION, outcome.nanos());
  }

  @Override
  protected boolean isPopulateHeadersSupported() {
    return true;
  }

  @Override
  protected void populateInitialHeaders(Map<String, Object> headers) {
    hasOwnHeaders = true;
    String name = file.getFileName();
    headers.put(MirrorConstants.FILE_NAME, name);
    headers.put(MirrorConstants.FILE_NAME_ONLY, file.getFileNameOnly());
    headers.put(MirrorConstants.FILE_NAME_CONSUMED, name);
    headers.put(MirrorConstants.FILE_RELATIVE_PATH, name);
    headers.put(MirrorConstants.FILE_ABSOLUTE, file.isAbsolute());
    String path = file.getAbsoluteFilePath();
    headers.put(MirrorConstants.FILE_ABSOLUTE_PATH, path);
    headers.put(MirrorConstants.FILE_PATH, path);
    headers.put(MirrorConstants.FILE_PARENT, file.getParent());
    headers.put(MirrorConstants.FILE_LENGTH, file.getFileLength());
    headers.put(MirrorConstants.FILE_LAST_MODIFIED, file.getLastModified());
    headers.put(MirrorConstants.MESSAGE_TIMESTAMP, file.getLastModified());
    headers.put(MirrorConstants.ACTION, file.change().action().name());
    headers.put(MirrorConstants.KIND, file.kind().name());
    if (file.change().from() != null) {
      headers.put(MirrorConstants.FROM, file.change().from().toString());
    }
    if (outcome != null) {
      put(outcome, headers);
    }
  }

  @Override
  public void setHeaders(Map<String, Object> headers) {
    hasOwnHeaders = true;
    super.setHeaders(headers);
  }

  @Override
  public ChangeMessage newInstance() {
    return new ChangeMessage(getCamelContext(), file);
  }

  /** The error handler copies each message at each step, in case of a redelivery. */
  @Override
  public void copyFromWithNewBody(Message that, Object newBody) {
    boolean bothHaveNone =
        !hasOwnHeaders
            && that instanceof ChangeMessage other
            && !other.hasOwnHeaders
            && file == other.file;
    if (!bothHaveNone) {
      super.copyFromWithNewBody(that, newBody);
      return;
    }
    outcome = ((ChangeMessage) that).outcome;
    if (getExchange() == null) {
      setExchange(that.getExchange());
    }
    if (that.hasMessageId()) {
      setMessageId(that.getMessageId());
    }
    setBody(newBody);
    if (that.getPayloadForTrait(MessageTrait.ATTACHMENTS) instanceof Map<?, ?> attachments) {
      setPayloadForTrait(MessageTrait.ATTACHMENTS, new LinkedHashMap<>(attachments));
    }
  }
}
