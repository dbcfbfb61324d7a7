package io.camelmirror.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.pass.PassReport;
import io.camelmirror.testing.TreeSnapshot;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.NotifyBuilder;
import org.junit.jupiter.api.Test;

/** A mirror that is paused makes the passes that are asked for, and no others. */
class PauseTest extends MirrorTestSupport {

  private MirrorComponent component() {
    return context.getComponent("mirror", MirrorComponent.class);
  }

  private MirrorConsumer march() {
    return (MirrorConsumer) context.getRoute("copy").getConsumer();
  }

  @Test
  void makesNoPassUntilItIsResumed() throws Exception {
    component().pause();
    NotifyBuilder copied = new NotifyBuilder(context).fromRoute("copy").whenDone(1).create();
    write(source.resolve("a"), "text");

    start(plainRoutes(""));

    assertThat(copied.matches(300, TimeUnit.MILLISECONDS)).isFalse();
    component().resume();
    assertThat(copied.matches(Passes.PATIENCE, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void makesAPassThatIsAskedFor() throws Exception {
    component().pause();
    write(source.resolve("a"), "text");
    write(replica.resolve("old"), "an orphan");
    start(plainRoutes(""));

    PassReport report = march().makePass();

    assertThat(report.copied()).isEqualTo(1);
    assertThat(report.deleted()).isEqualTo(1);
    assertThat(passes.next()).isEqualTo(report);
    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
  }

  @Test
  void makesNoPassOfItsOwnIfItsSchedulerIsNotToStart() throws Exception {
    write(source.resolve("a"), "text");
    start(plainRoutes("startScheduler=false"));

    assertThat(march().isSchedulerStarted()).isFalse();
    assertThat(march().makePass().copied()).isEqualTo(1);
  }

  @Test
  void holdsOrphansBackFromAReconciliation() throws Exception {
    write(replica.resolve("old"), "an orphan");
    start(plainRoutes("reconcile=schedule&repeatCount=1"));
    assertThat(passes.next().held()).isEqualTo(1);

    component().pause();
    template.sendBody(apply() + "&operation=reconcile", null);
    assertThat(replica.resolve("old")).exists();

    component().resume();
    template.sendBody(apply() + "&operation=reconcile", null);
    assertThat(replica.resolve("old")).doesNotExist();
  }
}
