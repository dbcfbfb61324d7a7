package io.camelmirror.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelmirror.Entries;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever goes wrong in a task, the walk ends and says why. */
@Timeout(60)
class TreeWalkTest {

  private static final Error BROKEN = new OutOfMemoryError("for a test");
  private static final Consumer<Task> NOTHING = task -> {};

  private final ForkJoinPool pool = new ForkJoinPool(2);
  private final WalkRecord told = new WalkRecord();
  private final TreeWalk walk = new TreeWalk() {};
  private final TreeTask.Root root = new TreeTask.Root();
  private final AtomicInteger completed = new AtomicInteger();

  /** A task whose steps a test gives. */
  private final class Task extends TreeTask {

    private static final long serialVersionUID = 1L;

    private final transient Consumer<Task> work;
    private final transient Consumer<Task> after;
    private transient Consumer<Task> dealt = NOTHING;

    Task(CountedCompleter<?> parent, Consumer<Task> work, Consumer<Task> after) {
      super(parent, walk, told, Path.of("a"));
      this.work = work;
      this.after = after;
    }

    Task dealing(Consumer<Task> value) {
      dealt = value;
      return this;
    }

    Task child(Consumer<Task> childWork) {
      return new Task(this, childWork, NOTHING);
    }

    void sendChange() {
      send(new Change(Action.CREATE, path(), Entries.file().entry(), null));
    }

    @Override
    void work() {
      work.accept(this);
    }

    @Override
    void dealtWith(Change change, Outcome outcome) {
      dealt.accept(this);
    }

    @Override
    void completed() {
      completed.incrementAndGet();
      after.accept(this);
    }
  }

  private Task task(Consumer<Task> work) {
    return new Task(root, work, NOTHING);
  }

  private static void fail(Task task) {
    throw BROKEN;
  }

  private boolean run(Task... tasks) throws InterruptedException {
    return walk.await(pool, List.of(tasks), root);
  }

  @AfterEach
  void endThreads() {
    pool.shutdownNow();
  }

  @Test
  void endsWhenAllTasksHave() throws Exception {
    assertThat(run(task(each -> each.forkChild(each.child(NOTHING))), task(NOTHING))).isTrue();
    assertThat(completed).hasValue(3);
  }

  @Test
  void endsWithTheErrorOfATask() {
    assertEndsWith(BROKEN, task(TreeWalkTest::fail));
  }

  @Test
  void endsWithTheErrorOfATaskFarBelow() {
    Task top =
        task(
            each ->
                each.forkChild(
                    each.child(below -> below.forkChild(below.child(TreeWalkTest::fail)))));
    assertEndsWith(BROKEN, top);
    assertThat(completed).as("those above end as well").hasValue(3);
  }

  @Test
  void endsWithTheErrorOfAnEnd() {
    assertEndsWith(BROKEN, new Task(root, NOTHING, TreeWalkTest::fail));
  }

  @Test
  void endsWithTheErrorOfACompletion() {
    assertEndsWith(BROKEN, task(Task::sendChange).dealing(TreeWalkTest::fail));
  }

  @Test
  void endsWithTheErrorOfAListener() {
    told.dealing(
        (change, done) -> {
          throw BROKEN;
        });
    assertEndsWith(BROKEN, task(Task::sendChange));
  }

  @Test
  void takesTheFirstCompletionOfAChangeOnly() throws Exception {
    AtomicInteger dealt = new AtomicInteger();
    told.dealing(
        (change, done) -> {
          done.done(Outcome.APPLIED);
          done.done(Outcome.APPLIED);
          throw new IllegalStateException("after it was done");
        });
    assertThat(run(task(Task::sendChange).dealing(each -> dealt.incrementAndGet()))).isTrue();
    assertThat(dealt).hasValue(1);
    assertThat(completed).hasValue(1);
    assertThat(told.problems())
        .singleElement()
        .hasToString("could not walk through a: after it was done");
  }

  @Test
  void endsWhenATaskCannotBeForked() {
    told.dealing(
        (change, done) -> {
          Thread other =
              new Thread(
                  () -> {
                    pool.shutdown();
                    done.done(Outcome.APPLIED);
                  });
          other.start();
        });
    Task forking = task(Task::sendChange).dealing(each -> each.forkChild(each.child(NOTHING)));
    assertThatThrownBy(() -> run(forking))
        .isInstanceOf(WalkFailedException.class)
        .hasCauseInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void endsWhenNoTaskCanBeStarted() {
    pool.shutdown();
    assertThatThrownBy(() -> run(task(NOTHING), task(NOTHING)))
        .isInstanceOf(WalkFailedException.class)
        .hasCauseInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void goesOnAfterAnExceptionOfATask() throws Exception {
    Task broken =
        task(
            each -> {
              throw new IllegalStateException("broken");
            });
    assertThat(run(broken, task(NOTHING))).isTrue();
    assertThat(told.problems()).singleElement().hasToString("could not walk through a: broken");
  }

  private void assertEndsWith(Error cause, Task task) {
    assertThatThrownBy(() -> run(task)).isInstanceOf(WalkFailedException.class).hasCause(cause);
    assertThat(walk.isCancelled()).isTrue();
  }
}
