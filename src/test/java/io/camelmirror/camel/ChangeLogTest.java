package io.camelmirror.camel;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ProcessorDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Each applied change has one line in the log, wherever its route fails. */
class ChangeLogTest extends MirrorTestSupport {

  private static final String LOG =
      "log:io.camelmirror.change.lines?exchangeFormatter=#class:" + ChangeFormatter.class.getName();

  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger("io.camelmirror.change.lines");

  @BeforeEach
  void listen() throws Exception {
    write(source.resolve("a"), "x");
    context.getComponent("mirror", MirrorComponent.class).setName("lines");
    logger.setLevel(Level.INFO);
    logged.start();
    logger.addAppender(logged);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(logged);
  }

  @Test
  void theLogStepWritesTheLine() throws Exception {
    run(false, true, false);
    assertOneLine();
  }

  @Test
  void theComponentWritesTheLineIfTheRouteFailsBeforeItsLogStep() throws Exception {
    run(true, true, false);
    assertOneLine();
  }

  @Test
  void thereIsNoSecondLineIfTheRouteFailsAfterItsLogStep() throws Exception {
    run(false, true, true);
    assertOneLine();
  }

  @Test
  void theComponentWritesTheLineIfTheRouteIsRolledBackBeforeItsLogStep() throws Exception {
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(ChangeLogTest.this.from("repeatCount=1")).to(apply()).markRollbackOnly().to(LOG);
          }
        });
    passes.next();

    assertOneLine();
  }

  @Test
  void theComponentWritesTheLineOfARouteWithoutALogStep() throws Exception {
    run(false, false, false);
    assertOneLine();
  }

  private void assertOneLine() {
    List<String> lines =
        logged.list.stream()
            .map(ILoggingEvent::getFormattedMessage)
            .filter(line -> line.startsWith("CREATE ") && line.endsWith(" a"))
            .toList();
    assertThat(lines).hasSize(1);
  }

  private void run(boolean failBefore, boolean withLog, boolean failAfter) throws Exception {
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(deadLetterChannel("mock:dead"));
            ProcessorDefinition<?> route =
                from(ChangeLogTest.this.from("repeatCount=1")).to(apply());
            if (failBefore) {
              route = route.throwException(new IllegalStateException("mail server down"));
            }
            if (withLog) {
              route = route.to(LOG);
            }
            if (failAfter) {
              route.throwException(new IllegalStateException("mail server down"));
            }
          }
        });
    passes.next();
  }
}
