package io.camelmirror.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;

class NotifyTest extends MirrorTestSupport {

  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  @Test
  void tellsOfAProblemThatBeginsAndEnds() throws Exception {
    write(source.resolve("d/a"), "text");
    start(failingOn("d/a"));

    await(() -> assertThat(told()).containsExactly("problem d/a"));
    assertThat(messages().get(0).getBody(String.class)).startsWith("could not copy d/a: ");
    assertThat(messages().get(0).getHeader(Notifications.MIRROR)).isEqualTo(context.getName());
    assertThat(Instant.parse(messages().get(0).getHeader(Notifications.TIME, String.class)))
        .isBefore(Instant.now());
    released.countDown();

    await(() -> assertThat(told()).containsExactly("problem d/a", "solved d/a"));
  }

  @Test
  void tellsOfAGuardThatRefuses() throws Exception {
    write(replica.resolve("old"), "an orphan");
    notifying("mock:told");
    start(plainRoutes("maxDelete=0"));

    await(() -> assertThat(told()).containsExactly("refused"));
    assertThat(messages().get(0).getBody(String.class)).contains("nothing is deleted");
    passes.nextWhole();
    assertThat(told()).hasSize(1);
  }

  @Test
  void tellsOnceOfASourceThatIsGoneAndBack() throws Exception {
    notifying("mock:told");
    start(plainRoutes(""));
    passes.next();
    Files.delete(source);
    passes.nextFailure();
    passes.nextFailure();
    await(() -> assertThat(told()).containsExactly("gone"));

    Files.createDirectory(source);

    await(() -> assertThat(told()).containsExactly("gone", "back"));
  }

  @Test
  void tellsOfCorruptionThatAVerificationFinds() throws Exception {
    for (int i = 0; i < Notifier.MOST_OF_A_KIND + 2; i++) {
      writeCorrupt("f" + i);
    }
    notifying("mock:told");
    start(plainRoutes("repeatCount=1"));
    passes.next();

    template.sendBody(apply() + "&operation=verify", null);

    int most = Notifier.MOST_OF_A_KIND;
    await(() -> assertThat(told()).hasSize(most + 2).endsWith("corruption", "differences"));
    assertThat(told().subList(0, most)).allMatch(line -> line.startsWith("corruption f"));
    assertThat(messages().get(0).getBody(String.class)).contains("silent corruption");
    assertThat(messages().get(most).getBody(String.class)).startsWith("2 more paths differ");
  }

  @Test
  void isDelayedByNoEndpoint() throws Exception {
    write(source.resolve("a"), "text");
    context.addRoutes(blocking());
    notifying("direct:blocked");
    write(replica.resolve("old"), "an orphan");
    start(plainRoutes("maxDelete=0"));

    assertThat(reached.await(Passes.PATIENCE, TimeUnit.SECONDS)).isTrue();
    passes.nextWhole();
    released.countDown();
    await(() -> assertThat(told()).containsExactly("refused"));
  }

  @Test
  void dropsWhatASlowEndpointDoesNotTakeAndSaysSoOnce() throws Exception {
    start(blocking());
    try (LogRecord log = new LogRecord("io.camelmirror.notify")) {
      Notifications notifications = new Notifications(context, "direct:blocked", null);
      notifications.send("problem", "m", null, "first");
      assertThat(reached.await(Passes.PATIENCE, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < Notifications.MOST_WAITING + 5; i++) {
        notifications.send("problem", "m", null, "line " + i);
      }
      assertThat(log.lines()).hasSize(1);
      assertThat(log.lines().get(0)).startsWith("notifications are dropped: direct://blocked");
      released.countDown();
      await(() -> assertThat(told()).hasSize(Notifications.MOST_WAITING + 1));
      notifications.close();
    }
  }

  @Test
  void logsAFailureOnceUntilOneIsSent() throws Exception {
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:failing")
                .errorHandler(noErrorHandler())
                .throwException(new IllegalStateException("no mail today"));
          }
        });
    try (LogRecord log = new LogRecord("io.camelmirror.notify")) {
      Notifications notifications = new Notifications(context, "direct:failing", null);
      notifications.send("problem", "m", null, "first");
      notifications.send("problem", "m", null, "second");
      notifications.await(TimeUnit.SECONDS.toMillis(Passes.PATIENCE));

      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("cannot notify direct://failing: no mail today; ");
      notifications.close();
    }
  }

  @Test
  void refusesAnEndpointWithoutComponentAndHidesItsPassword() {
    notifying("smtpx://mail.example?password=secret");

    assertThatThrownBy(() -> start(plainRoutes("")))
        .hasMessageStartingWith("mirror: cannot notify smtpx://mail.example?password=xxxxxx: ")
        .hasMessageContaining("there is no such Camel component");
  }

  private void notifying(String uri) {
    context.getComponent("mirror", MirrorComponent.class).setNotify(uri);
  }

  /** Routes that fail for one path until the test lets it pass. */
  private RouteBuilder failingOn(String path) {
    notifying("mock:told");
    return new RouteBuilder() {
      @Override
      public void configure() {
        from(NotifyTest.this.from(""))
            .errorHandler(noErrorHandler())
            .process(exchange -> failOn(path, exchange))
            .to(apply());
      }
    };
  }

  private void failOn(String path, Exchange exchange) {
    if (path.equals(exchange.getIn().getHeader(Exchange.FILE_NAME)) && released.getCount() > 0) {
      throw new IllegalStateException("not yet");
    }
  }

  private RouteBuilder blocking() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:blocked")
            .process(
                exchange -> {
                  reached.countDown();
                  released.await();
                })
            .to("mock:told");
      }
    };
  }

  private List<Message> messages() {
    return context.getEndpoint("mock:told", MockEndpoint.class).getReceivedExchanges().stream()
        .map(Exchange::getMessage)
        .toList();
  }

  /** One line each: the event, and the path if there is one. */
  private List<String> told() {
    return messages().stream()
        .map(
            message ->
                message.getHeader(Notifications.EVENT, String.class)
                    + (message.getHeader(Notifications.PATH) == null
                        ? ""
                        : " " + message.getHeader(Notifications.PATH)))
        .toList();
  }
}
