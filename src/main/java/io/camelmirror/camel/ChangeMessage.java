package io.camelmirror.camel;

import io.camelmirror.diff.Change;
import io.camelmirror.diff.Outcome;
import io.camelmirror.tree.Entry;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultMessage;
import org.apache.camel.trait.message.MessageTrait;

/**
 * A message with a change. It creates its headers on first access, because most routes never read
 * them.
 */
final class ChangeMessage extends DefaultMessage {

  private final Change change;
  private Outcome outcome;
  private boolean hasOwnHeaders;

  ChangeMessage(CamelContext context, Change change) {
    super(context);
    this.change = change;
    setBody(change);
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
    headers.put(MirrorConstants.FILE_NAME, change.path().toString());
    headers.put(MirrorConstants.ACTION, change.action().name());
    Entry source = change.source();
    if (source != null) {
      headers.put(MirrorConstants.FILE_LENGTH, source.size());
      headers.put(MirrorConstants.FILE_LAST_MODIFIED, source.modified().toMillis());
    }
    Entry shown = source != null ? source : change.replica();
    headers.put(MirrorConstants.KIND, shown.kind().name());
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
    return new ChangeMessage(getCamelContext(), change);
  }

  /** The error handler copies each message at each step, in case of a redelivery. */
  @Override
  public void copyFromWithNewBody(Message that, Object newBody) {
    boolean bothHaveNone =
        !hasOwnHeaders
            && that instanceof ChangeMessage other
            && !other.hasOwnHeaders
            && change == other.change;
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
