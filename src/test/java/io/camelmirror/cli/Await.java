package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.testing.TreeSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** Waits for what the program does some time. */
final class Await {

  private Await() {}

  /** Waits until something holds; what the program writes to may change while it is looked at. */
  static void until(ThrowingRunnable holds) {
    every(Duration.ofMillis(50), holds);
  }

  /** Waits for what may be over soon. */
  static void every(Duration interval, ThrowingRunnable holds) {
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(interval)
        .atMost(Duration.ofSeconds(Program.PATIENCE_SECONDS))
        .ignoreExceptionsMatching(
            e -> e instanceof IOException || e instanceof UncheckedIOException)
        .untilAsserted(holds);
  }

  /** Waits until two folders hold the same. */
  static void equal(Path source, Path replica) {
    until(() -> assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source)));
  }
}
