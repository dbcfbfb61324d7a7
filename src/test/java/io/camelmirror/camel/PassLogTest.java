package io.camelmirror.camel;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Mirrors in one process can be told apart by their loggers. */
class PassLogTest extends MirrorTestSupport {

  @Test
  void takeWhatAMirrorWithANameSays() throws Exception {
    ListAppender<ILoggingEvent> logged = new ListAppender<>();
    Logger named = (Logger) LoggerFactory.getLogger("io.camelmirror.pass.docs");
    logged.start();
    named.setLevel(Level.INFO);
    named.addAppender(logged);
    context.getComponent("mirror", MirrorComponent.class).setName("docs");

    start(plainRoutes("repeatCount=1"));
    passes.next();

    await(() -> assertThat(lines(logged)).isNotEmpty());
    assertThat(lines(logged)).first().asString().startsWith("pass 1: ");
    named.detachAppender(logged);
  }

  private static List<String> lines(ListAppender<ILoggingEvent> logged) {
    return List.copyOf(logged.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
