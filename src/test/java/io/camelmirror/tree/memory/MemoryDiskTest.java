package io.camelmirror.tree.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.FidelityBuilder;
import io.camelmirror.diff.Scope;
import io.camelmirror.pass.Mirror;
import io.camelmirror.pass.PassReport;
import io.camelmirror.pass.Safety;
import io.camelmirror.tree.Capability;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Disks that no test machine is sure to have. */
@Timeout(60)
class MemoryDiskTest {

  private final List<String> told = Collections.synchronizedList(new ArrayList<>());

  @Test
  void keepsOnEachDiskWhatItCanStore() throws Exception {
    MemorySite site = new MemorySite(new MemoryDisk(1), new MemoryDisk(2));
    Ground ground = Ground.of(site);
    site.mount(
        site.replica(),
        "usb",
        new MemoryDisk(3, Capability.XATTRS, Capability.LINKS, Capability.MODES));
    for (String in : new String[] {"", "usb/"}) {
      ground.source(in + "a = 1", in + "l -> a").edit(in + "a", 0600, Ground.TIME);
      ground.attribute(in + "a", "user.x", "1");
    }
    PassReport report = pass(ground);
    assertThat(report.failed()).as(told.toString()).isZero();
    assertThat(report.skipped()).as("the link on the other disk").isEqualTo(1);
    assertThat(ground.replica())
        .anyMatch(line -> line.startsWith("a FILE 600 ") && line.contains("user.x=1"))
        .anyMatch(line -> line.startsWith("l LINK "))
        .anyMatch(line -> line.startsWith("usb/a FILE 600 ") && line.endsWith("{}  1"))
        .noneMatch(line -> line.startsWith("usb/l"));
    assertThat(told)
        .contains(
            "extended attributes are not kept: the replica's file system does not store them");
    told.clear();
    assertThat(pass(ground).changes()).as(told.toString()).isZero();
  }

  @Test
  void isTheSameWhateverTheSizeOfAPart() throws Exception {
    for (int part : new int[] {1, 7, 64, 1 << 20}) {
      MemorySite site =
          new MemorySite(new MemoryDisk(1).part(part), new MemoryDisk(2).part(2 * part));
      Ground ground = Ground.of(site);
      for (int i = 0; i < 300; i++) {
        String name = "d/" + (char) ('a' + i % 26) + i;
        if (i % 3 != 0) {
          ground.source(name + " = " + i);
        }
        if (i % 3 != 1) {
          ground.replica(name + " = " + i);
        }
      }
      PassReport report = pass(ground);
      assertThat(report.copied()).isEqualTo(100);
      assertThat(report.unchanged()).isEqualTo(100);
      assertThat(report.deleted()).isEqualTo(100);
      assertThat(ground.replica()).isEqualTo(ground.source());
    }
  }

  @Test
  void copiesToATrashOnAnotherDisk() throws Exception {
    MemoryDisk small = new MemoryDisk(3);
    MemorySite site = new MemorySite(new MemoryDisk(1), new MemoryDisk(2));
    Ground ground = Ground.of(site);
    site.mount(site.replica(), "usb", small);
    ground.source("usb/").replica("usb/o/a = 1");
    Path trash = Path.of("/memory/trash");
    Safety safety = EngineTest.unlimited(trash);
    try (Mirror mirror = EngineTest.mirror(ground, new FidelityBuilder().build(), safety, told)) {
      mirror.pass(Scope.ALL);
    }
    assertThat(ground.snapshot(trash))
        .anyMatch(line -> line.contains("/usb/o/a FILE") && line.endsWith(" 1"));
    assertThat(ground.replica()).singleElement().asString().startsWith("usb DIRECTORY");
  }

  private PassReport pass(Ground ground) throws Exception {
    Safety safety = EngineTest.unlimited(null);
    try (Mirror mirror =
        EngineTest.mirror(ground, new FidelityBuilder().attributes().build(), safety, told)) {
      return mirror.pass(Scope.ALL);
    }
  }
}
