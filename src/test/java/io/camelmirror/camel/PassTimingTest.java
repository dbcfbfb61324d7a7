package io.camelmirror.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelmirror.testing.TreeSnapshot;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** Passes at the times of a window, and passes that a watch asks for. */
class PassTimingTest extends MirrorTestSupport {

  private static final String AT_NIGHT = "threads=1&window=22:00-06:00";

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-27T21:00:00Z"));

  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
          return now.get();
        }
      };

  @Override
  protected CamelContext createCamelContext() throws Exception {
    CamelContext camel = super.createCamelContext();
    camel.getRegistry().bind("clock", clock);
    return camel;
  }

  @Test
  void makesNoPassUntilTheWindowOpens() throws Exception {
    write(source.resolve("a"), "text");
    start(plainRoutes(AT_NIGHT));
    passes.waitForOne(Duration.ofMillis(200));
    assertThat(passes.hasNext()).isFalse();

    now.set(Instant.parse("2026-11-27T22:00:00Z"));
    assertThat(passes.next().copied()).isEqualTo(1);
  }

  @Test
  void finishesItsFileWhenTheWindowCloses() throws Exception {
    now.set(Instant.parse("2026-11-28T05:59:59Z"));
    for (int i = 0; i < 5; i++) {
      write(source.resolve("file-" + i), "text");
    }
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(PassTimingTest.this.from(AT_NIGHT))
                .process(exchange -> now.set(Instant.parse("2026-11-28T06:00:00Z")))
                .to(apply());
            from(orphans()).to(apply());
          }
        });
    await(() -> assertThat(TreeSnapshot.paths(replica)).containsExactly("file-0"));
    passes.waitForOne(Duration.ofMillis(200));
    assertThat(passes.hasNext()).as("a pass that came to its end").isFalse();
    assertThat(TreeSnapshot.paths(replica)).containsExactly("file-0");

    now.set(Instant.parse("2026-11-28T22:00:00Z"));
    await(
        () -> {
          now.set(Instant.parse("2026-11-28T22:00:00Z"));
          assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
        });
  }

  @Test
  void makesAPassThatIsAskedForAtAnyTime() throws Exception {
    for (int i = 0; i < 5; i++) {
      write(source.resolve("file-" + i), "text");
    }
    start(plainRoutes(AT_NIGHT));
    MirrorConsumer march = (MirrorConsumer) context.getRoute("copy").getConsumer();

    assertThat(march.makePass().copied()).isEqualTo(5);
  }

  @Test
  void refusesAWindowForALimitedNumberOfPasses() {
    assertThatThrownBy(() -> start(plainRoutes(AT_NIGHT + "&repeatCount=2")))
        .hasStackTraceContaining("window excludes a limited number of passes");
  }

  @Test
  void mirrorsAChangeThatTheWatchHearsOf() throws Exception {
    String longInterval = from("watch=true&watchQuiet=10ms").replace("&delay=20", "&delay=1h");
    write(source.resolve("old"), "text");
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(longInterval).to(apply());
            from(orphans()).to(apply());
          }
        });
    passes.next();
    write(source.resolve("d/new"), "text");
    Files.delete(source.resolve("old"));
    await(() -> assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source)));
  }
}
