package io.camelmirror.karaf;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.TreeBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A mirror is seen and steered in the shell and through JMX. */
@ExtendWith(SharedKaraf.class)
class KarafControlIT {

  @TempDir Path base;

  /** The archive has been dropped already. */
  @Test
  void theGuidesCommandsMakeAMirroredFolder(Karaf karaf) throws Exception {
    try (TestMirror mirror = new TestMirror(karaf, "docs", base)) {
      TreeBuilder.in(mirror.source(), "a = text");
      String commands =
          Guide.block("config:edit")
              .replace("/data/docs", mirror.source().toString())
              .replace("/mnt/replica", mirror.replica().toString());

      karaf.shell(commands.split("\n"));

      mirror.awaitEqual();
      // One that is deleted before Karaf has looked at it would go unnoticed.
      String seen = "from " + karaf.configuration("docs");
      Karaf.await(() -> assertThat(karaf.log()).anyMatch(line -> line.endsWith(seen)));
    }
  }

  @Test
  void theShellShowsAndSteersIt(Karaf karaf) throws Exception {
    try (TestMirror mirror = new TestMirror(karaf, "steered", base)) {
      TreeBuilder.in(mirror.source(), "a = text");
      mirror.configure("mirror.interval=1h");
      mirror.awaitGet("Pass", 1L);

      String paused =
          karaf.shell(
              "mirror:run steered", "mirror:pause steered", "mirror:list", "mirror:status steered");

      assertThat(paused)
          .contains("pass 2: 0 copied, 0 updated, 0 deleted, 1 unchanged, 0 failed")
          .containsPattern("steered +\\| paused +\\| 3600s +\\| " + mirror.source())
          .containsPattern("state +paused")
          .containsPattern("replica +" + mirror.replica())
          .containsPattern("last pass +pass 2: ");
      assertThat(karaf.shell("mirror:resume steered", "mirror:status steered", "mirror:run nobody"))
          .containsPattern("state +running")
          .contains("unknown mirror nobody; the mirrors are: ");
    }
  }

  @Test
  void jmxShowsAndSteersIt(Karaf karaf) throws Exception {
    try (TestMirror mirror = new TestMirror(karaf, "measured", base)) {
      TreeBuilder.in(mirror.source(), "a = text", "b = text");
      TreeBuilder.in(mirror.replica(), "old = old");
      mirror.configure("mirror.interval=500ms", "mirror.max-delete=0");
      mirror.awaitGet("Unchanged", 2L);
      assertThat(mirror.get("Refused")).isEqualTo("max-delete");
      assertThat(mirror.get("Source")).isEqualTo(mirror.source().toString());
      assertThat(mirror.get("Settings")).isEqualTo(karaf.configuration("measured").toString());

      mirror.invoke("pause");
      mirror.configure("mirror.interval=600ms", "mirror.max-delete=0");
      mirror.awaitGet("Interval", "600ms");
      Files.writeString(mirror.source().resolve("c"), "new");

      assertThat(mirror.get("Paused")).isEqualTo(true);
      assertThat((String) mirror.invoke("run")).startsWith("pass 1: 1 copied");
      assertThat(mirror.get("Copied")).isEqualTo(1L);
      assertThat(mirror.get("Bytes")).isEqualTo(3L);
      mirror.invoke("resume");
      Files.writeString(mirror.source().resolve("d"), "new");
      Karaf.await(() -> assertThat(mirror.replica().resolve("d")).hasContent("new"));
    }
  }
}
