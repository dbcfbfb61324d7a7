package io.camelmirror.tree.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.diff.Fidelity;
import io.camelmirror.diff.Scope;
import io.camelmirror.pass.MaxDelete;
import io.camelmirror.pass.Mirror;
import io.camelmirror.pass.PassReport;
import io.camelmirror.pass.Safety;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A disk that was mounted below the source and is not any more. */
@Timeout(60)
class UnmountedFolderTest {

  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private final MemoryDisk disk = new MemoryDisk(1);
  private final MemorySite site = new MemorySite(disk, new MemoryDisk(2));
  private Ground ground;
  private Mirror mirror;

  @BeforeEach
  void mirrorADisk() throws Exception {
    ground = Ground.of(site).source("top = 1").replica("usb/");
    site.mount(site.source(), "usb", new MemoryDisk(3));
    ground.source("usb/a = 1", "usb/d/b = 2").edit("usb", 0700, Ground.TIME);
    mirror = mirror(false);
    mirror.pass(Scope.ALL);
    assertThat(ground.replica()).isEqualTo(ground.source());
    told.clear();
  }

  @AfterEach
  void close() {
    mirror.close();
  }

  private Mirror mirror(boolean confirmed) throws Exception {
    Safety safety =
        new Safety(MaxDelete.OFF, null, false, confirmed, null, Duration.ofDays(30), false);
    return EngineTest.mirror(ground, Fidelity.PLAIN, safety, told);
  }

  private void unmount() {
    site.mount(site.source(), "usb", disk);
  }

  @Test
  void keepsWhatItHeld() throws Exception {
    List<String> before = ground.replica();
    unmount();
    for (int pass = 0; pass < 2; pass++) {
      PassReport report = mirror.pass(Scope.ALL);
      assertThat(report.failed()).isEqualTo(1);
      assertThat(report.deleted()).isZero();
      assertThat(ground.replica()).isEqualTo(before);
    }
    assertThat(told)
        .filteredOn(line -> line.startsWith("could not"))
        .hasSize(2)
        .allMatch(
            line ->
                line.startsWith("could not mirror usb: its file system is not mounted")
                    && line.contains("--confirm-unmounted"));
  }

  @Test
  void keepsWhatItHeldInAScope() throws Exception {
    List<String> before = ground.replica();
    unmount();
    for (Scope scope :
        List.of(
            Scope.alone(List.of(Path.of(""))),
            Scope.alone(List.of(Path.of("usb"))),
            Scope.below(List.of(Path.of("usb/d"))))) {
      mirror.pass(scope);
      assertThat(ground.replica()).as(scope.toString()).isEqualTo(before);
    }
  }

  @Test
  void goesOnWhenItIsBack() throws Exception {
    unmount();
    mirror.pass(Scope.ALL);
    site.mount(site.source(), "usb", new MemoryDisk(4));
    ground.source("usb/new = 1");
    assertThat(mirror.pass(Scope.ALL).failed()).isZero();
    assertThat(ground.replica()).isEqualTo(ground.source());
  }

  @Test
  void takesADiskThatWasEmptied() throws Exception {
    ground.delete("usb/a").delete("usb/d");
    assertThat(mirror.pass(Scope.ALL).failed()).isZero();
    assertThat(ground.replica()).isEqualTo(ground.source());
  }

  @Test
  void takesAnotherDiskThatIsEmptyForNone() throws Exception {
    List<String> before = ground.replica();
    site.mount(site.source(), "usb", new MemoryDisk(4));
    assertThat(mirror.pass(Scope.ALL).failed()).isEqualTo(1);
    assertThat(ground.replica()).isEqualTo(before);
  }

  @Test
  void takesAFolderThatIsFilledForWhatItIs() throws Exception {
    unmount();
    ground.source("usb/local = 1");
    assertThat(mirror.pass(Scope.ALL).failed()).isZero();
    assertThat(ground.replica()).isEqualTo(ground.source());
    ground.delete("usb/local");
    assertThat(mirror.pass(Scope.ALL).failed()).isZero();
    assertThat(ground.replica()).isEqualTo(ground.source());
  }

  @Test
  void deletesItWithItsFolder() throws Exception {
    unmount();
    mirror.pass(Scope.ALL);
    ground.delete("usb");
    assertThat(mirror.pass(Scope.ALL).failed()).isZero();
    assertThat(ground.replica()).isEqualTo(ground.source());
  }

  @Test
  void deletesItOnceConfirmed() throws Exception {
    mirror.close();
    mirror = mirror(true);
    mirror.pass(Scope.ALL);
    unmount();
    assertThat(mirror.pass(Scope.ALL).failed()).isZero();
    assertThat(ground.replica()).isEqualTo(ground.source());
  }

  /** A configured mount is known without a pass that has seen it. */
  @Test
  void keepsWhatAConfiguredMountHeld() throws Exception {
    mirror.close();
    List<String> before = ground.replica();
    unmount();
    site.expect(Path.of("usb"));
    mirror = mirror(false);
    assertThat(mirror.pass(Scope.ALL).failed()).isEqualTo(1);
    assertThat(ground.replica()).isEqualTo(before);
    site.mount(site.source(), "usb", new MemoryDisk(5));
    ground.source("usb/x = 1");
    assertThat(mirror.pass(Scope.ALL).failed()).isZero();
    assertThat(ground.replica()).isEqualTo(ground.source());
    ground.delete("usb/x");
    assertThat(mirror.pass(Scope.ALL).failed()).isZero();
    assertThat(ground.replica()).isEqualTo(ground.source());
  }

  /** The same disk mounted in a second place has no device number of its own. */
  @Test
  void knowsAMountOfTheSameDisk() throws Exception {
    mirror.close();
    unmount();
    ground.source("usb/bound = 1");
    site.list(Path.of("usb"));
    mirror = mirror(false);
    mirror.pass(Scope.ALL);
    List<String> before = ground.replica();
    unmount();
    site.list();
    assertThat(mirror.pass(Scope.ALL).failed()).isEqualTo(1);
    assertThat(ground.replica()).isEqualTo(before);
  }

  @Test
  void saysNothingWhereTheReplicaHasNothingToLose() throws Exception {
    mirror.close();
    unmount();
    mirror = mirror(true);
    mirror.pass(Scope.ALL);
    mirror.close();
    site.expect(Path.of("usb"));
    mirror = mirror(false);
    assertThat(mirror.pass(Scope.ALL).failed()).isZero();
  }
}
