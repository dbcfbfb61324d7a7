package io.camelmirror.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.diff.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DirtyDirectoriesTest {

  private static final Path A = Path.of("a");
  private static final Path B = Path.of("a/b");

  private final AtomicLong now = new AtomicLong(5);
  private final DirtyDirectories dirty = new DirtyDirectories(Duration.ofMillis(100), now::get);

  private void pass(long millis) {
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private long millisToWait() {
    return TimeUnit.NANOSECONDS.toMillis(dirty.nanosToWait());
  }

  @Test
  void waitsUntilNothingChanges() throws Exception {
    dirty.add(A, false);
    pass(60);
    dirty.add(A, false);
    assertThat(millisToWait()).isEqualTo(100);
    pass(100);
    assertThat(dirty.take()).isEqualTo(Scope.alone(List.of(A)));
  }

  @Test
  void waitsNoLongerThanASecond() throws Exception {
    for (int i = 0; i < 20; i++) {
      dirty.add(A, false);
      pass(50);
    }
    assertThat(millisToWait()).isZero();
    assertThat(dirty.take()).isEqualTo(Scope.alone(List.of(A)));
  }

  @Test
  void restsAsLongAsThePassHasTaken() {
    dirty.rest(TimeUnit.SECONDS.toNanos(3));
    dirty.add(A, false);
    pass(100);
    assertThat(millisToWait()).isEqualTo(2_900);
    dirty.rest(TimeUnit.HOURS.toNanos(1));
    assertThat(millisToWait()).isEqualTo(60_000);
  }

  @Test
  void joinsWhatIsHeardOfADirectory() throws Exception {
    dirty.add(B, false);
    dirty.add(A, false);
    dirty.add(B, true);
    dirty.add(B, false);
    pass(100);
    assertThat(dirty.take()).isEqualTo(Scope.alone(List.of(A)).and(Scope.below(List.of(B))));
    dirty.add(A, true);
    dirty.add(B, true);
    pass(100);
    assertThat(dirty.take()).isEqualTo(Scope.below(List.of(A)));
  }

  @Test
  void coversEverythingAfterALoss() throws Exception {
    dirty.add(A, false);
    dirty.addAll();
    pass(100);
    assertThat(dirty.take()).isSameAs(Scope.ALL);
    dirty.add(A, false);
    pass(100);
    assertThat(dirty.take()).isEqualTo(Scope.alone(List.of(A)));
  }

  @Test
  void coversEverythingInPlaceOfVeryManyDirectories() throws Exception {
    for (int i = 0; i <= 20_000; i++) {
      dirty.add(Path.of("d" + i), false);
    }
    pass(100);
    assertThat(dirty.take()).isSameAs(Scope.ALL);
  }

  @Test
  void endsTheWaitWhenItIsClosed() throws Exception {
    dirty.add(A, false);
    dirty.close();
    assertThat(dirty.take()).isNull();
  }
}
