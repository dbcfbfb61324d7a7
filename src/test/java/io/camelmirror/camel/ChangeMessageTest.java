package io.camelmirror.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.TreeBuilder;
import io.camelmirror.diff.Outcome;
import io.camelmirror.diff.Scope;
import io.camelmirror.pass.ChangeSink;
import io.camelmirror.pass.Mirror;
import io.camelmirror.pass.MirrorBuilder;
import io.camelmirror.tree.FolderPair;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.DefaultMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeMessageTest {

  private static final Outcome OUTCOME = new Outcome(Outcome.State.APPLIED, 7, 9, null);

  private final CamelContext context = new DefaultCamelContext();
  private final Exchange exchange = new DefaultExchange(context);
  private MirrorFile file;

  @BeforeEach
  void find(@TempDir Path base) throws Exception {
    TreeBuilder source = TreeBuilder.in(Files.createDirectory(base.resolve("s")), "a = content");
    TreeBuilder replica = TreeBuilder.in(Files.createDirectory(base.resolve("r")));
    FolderPair folders = FolderPair.of(source.root(), replica.root());
    ChangeSink sink =
        pending -> {
          if (pending.change().path().equals(Path.of("a"))) {
            file = new MirrorFile(folders, pending);
          }
          pending.complete(Outcome.SKIPPED);
        };
    try (Mirror mirror = MirrorBuilder.of(source, replica).sendingTo(sink).open()) {
      mirror.pass(Scope.ALL);
    }
  }

  private ChangeMessage message() {
    ChangeMessage message = new ChangeMessage(context, file);
    exchange.setIn(message);
    return message;
  }

  private static Map<String, Object> headers(Message message) {
    return new TreeMap<>(message.getHeaders());
  }

  @Test
  void tellsTheChange() {
    ChangeMessage message = message();
    assertThat(message.getBody()).isSameAs(file);
    assertThat(message.hasHeaders()).isTrue();
    assertThat(headers(message))
        .containsEntry(MirrorConstants.FILE_NAME, "a")
        .containsEntry(MirrorConstants.ACTION, "CREATE")
        .containsEntry(MirrorConstants.KIND, "FILE")
        .containsEntry(MirrorConstants.FILE_LENGTH, 7L)
        .containsKey(MirrorConstants.FILE_LAST_MODIFIED)
        .doesNotContainKey(MirrorConstants.BYTES);
  }

  @Test
  void tellsWhatCameOfIt() {
    ChangeMessage before = message();
    ChangeMessage.tell(OUTCOME, before);
    ChangeMessage after = message();
    after.setHeader("own", 1);
    ChangeMessage.tell(OUTCOME, after);
    Message other = new DefaultMessage(context);
    ChangeMessage.tell(OUTCOME, other);
    for (Message message : new Message[] {before, after, other}) {
      assertThat(headers(message))
          .containsEntry(MirrorConstants.BYTES, 7L)
          .containsEntry(MirrorConstants.DURATION, 9L);
    }
    assertThat(after.getHeader("own")).isEqualTo(1);
  }

  @Test
  void isCopiedWithItsHeadersWhetherTheyWereAskedForOrNot() {
    ChangeMessage asked = message();
    asked.setHeader("own", 1);
    ChangeMessage unasked = message();
    ChangeMessage.tell(OUTCOME, asked);
    ChangeMessage.tell(OUTCOME, unasked);
    for (ChangeMessage message : new ChangeMessage[] {asked, unasked}) {
      Message copy = message.copy();
      assertThat(copy.getBody()).isSameAs(file);
      assertThat(headers(copy)).isEqualTo(headers(message));
    }
  }

  @Test
  void isCopiedIntoAnotherMessageWithItsHeaders() {
    ChangeMessage message = message();
    ChangeMessage.tell(OUTCOME, message);
    Message other = new DefaultMessage(context);
    other.setHeader("left", 1);
    other.copyFrom(message);
    assertThat(headers(other)).isEqualTo(headers(message));
  }

  @Test
  void takesOtherHeadersForItsOwn() {
    ChangeMessage message = message();
    message.setHeaders(new TreeMap<>(Map.of("own", 1)));
    assertThat(headers(message.copy())).containsOnlyKeys("own");
  }

  @Test
  void isWhatItWasWhenAChangedCopyIsPutBack() {
    ChangeMessage message = message();
    Message original = message.copy();
    message.setBody("something else");
    message.setHeader("own", 1);
    message.copyFrom(original);
    assertThat(message.getBody()).isSameAs(file);
    assertThat(headers(message)).isEqualTo(headers(original)).doesNotContainKey("own");
  }
}
