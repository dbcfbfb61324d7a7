package io.camelmirror.karaf;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.TreeBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A mirror follows its file, and survives what is wrong in it. */
@ExtendWith(SharedKaraf.class)
class KarafSettingsIT {

  @TempDir Path base;

  @Test
  void anEditedIntervalTakesEffect(Karaf karaf) throws Exception {
    try (TestMirror mirror = new TestMirror(karaf, "edited", base)) {
      mirror.configure("mirror.interval=1h");
      mirror.awaitGet("Interval", "3600s");
      mirror.awaitGet("Pass", 1L);

      mirror.configure("mirror.interval=500ms");

      mirror.awaitGet("Interval", "500ms");
      mirror.awaitNew("later");
      Karaf.await(() -> assertThat((Long) mirror.get("Pass")).isGreaterThan(2));
    }
  }

  /** Karaf reads the half, and would save it over the rest that follows a moment later. */
  @Test
  void anEditThatIsReadHalfWrittenIsNotLost(Karaf karaf) throws Exception {
    try (TestMirror mirror = new TestMirror(karaf, "halved", base)) {
      mirror.configure("mirror.interval=1h");
      mirror.awaitGet("Interval", "3600s");
      Path file = karaf.configuration("halved");
      AtomicInteger hours = new AtomicInteger(1);

      // Again if this process was held up for so long that the half was taken for all.
      Karaf.await(
          () -> {
            String half = "mirror.interval=" + hours.incrementAndGet();
            String rest = "h\nmirror.source=%s\nmirror.replica=%s\n";
            rest = rest.formatted(mirror.source(), mirror.replica());
            long before = read(karaf, "halved");
            overwrite(file, half + rest.replaceAll(".", "#"));
            Karaf.await(() -> assertThat(read(karaf, "halved")).isGreaterThan(before));
            FileTime modified = Files.getLastModifiedTime(file);
            overwrite(file, half + rest);
            Files.setLastModifiedTime(file, modified);

            Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .untilAsserted(
                    () -> assertThat(mirror.get("Interval")).isEqualTo(hours.get() * 3600 + "s"));
            assertThat(karaf.log())
                .noneMatch(line -> line.contains("'" + hours + "#' is not a positive duration"));
          });
      mirror.awaitGet("Complaint", null);
      Karaf.await(
          () -> assertThat(file).content().contains("=" + hours + "h\n", "mirror.replica="));
    }
  }

  /** How often Karaf has read the file of a mirror, and found it changed. */
  private static long read(Karaf karaf, String name) {
    String line = "Updating configuration {io.camelmirror~" + name + "}";
    return karaf.log().stream().filter(logged -> logged.contains(line)).count();
  }

  /** Writes in place; the length stays. */
  private static void overwrite(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.WRITE);
  }

  @Test
  void nothingOfTheRunBeforeAnEditIsKept(Karaf karaf) throws Exception {
    try (TestMirror mirror = new TestMirror(karaf, "often", base)) {
      for (String interval : List.of("11s", "12s", "13s")) {
        mirror.configure("mirror.interval=" + interval);
        mirror.awaitGet("Interval", interval);
      }

      Karaf.await(() -> assertThat(karaf.instances(OsgiMain.class)).isEqualTo(1));
    }
  }

  @Test
  void aSecondMirrorComesAndGoesWithItsFile(Karaf karaf) throws Exception {
    try (TestMirror first = new TestMirror(karaf, "first", base)) {
      first.configure("mirror.interval=1");
      first.awaitNew("a");
      try (TestMirror second = new TestMirror(karaf, "second", base)) {
        second.configure("mirror.interval=1");
        second.awaitNew("b");
        first.awaitNew("c");
      }

      first.awaitNew("d");
      assertThat(karaf.threads()).noneMatch(thread -> thread.contains("second"));
    }
  }

  @Test
  void aWrongValueIsRefusedAndTheMirrorGoesOn(Karaf karaf) throws Exception {
    try (TestMirror mirror = new TestMirror(karaf, "refusing", base)) {
      mirror.configure("mirror.interval=1");
      mirror.awaitNew("a");
      long passes = (Long) mirror.get("Pass");

      mirror.configure("mirror.interval=soon");
      mirror.awaitLogged(
          "ERROR",
          "mirror.interval (from "
              + karaf.configuration("refusing")
              + "): 'soon' is not a positive",
          "write seconds (60) or a duration",
          "the mirror keeps running with its previous settings");
      mirror.configure("mirror.exclude=*.o");
      mirror.awaitLogged("'*.o' needs the library org.eclipse.jgit, which is not installed");
      mirror.configure("mirror.intervall=2");
      mirror.awaitLogged("unknown property 'mirror.intervall'", "did you mean mirror.interval?");

      mirror.awaitNew("b");
      assertThat((Long) mirror.get("Pass")).isGreaterThanOrEqualTo(passes);
      assertThat(mirror.get("State")).isEqualTo("running");
      assertThat((String) mirror.get("Complaint")).contains("mirror.intervall");

      mirror.configure("mirror.interval=2");
      mirror.awaitGet("Interval", "2s");
      mirror.awaitGet("Complaint", null);
      mirror.awaitNew("c");
    }
  }

  @Test
  void aFileThatIsWrongFromTheStartIsRepaired(Karaf karaf) throws Exception {
    try (TestMirror mirror = new TestMirror(karaf, "wrong", base)) {
      mirror.configure("mirror.threads=many");
      mirror.awaitLogged("mirror.threads (from ", "'many' is not a whole number", "not running");
      mirror.awaitGet("State", "stopped");

      mirror.configure("mirror.threads=2");

      mirror.awaitGet("State", "running");
      mirror.awaitEqual();
    }
  }

  @Test
  void brokenRoutesAreRefusedAndTheOldOnesGoOn(Karaf karaf) throws Exception {
    try (TestMirror mirror = new TestMirror(karaf, "routes", base)) {
      mirror.configure("mirror.interval=1");
      mirror.awaitNew("a");
      Path broken = Files.createDirectory(base.resolve("broken"));
      String copy = Files.readString(Path.of("routes/copy.camel.yaml"));
      Files.writeString(broken.resolve("copy.camel.yaml"), copy.replace("threads:", "thraeds:"));

      mirror.configure("mirror.interval=1", "mirror.routes=" + broken);

      mirror.awaitLogged("copy.camel.yaml, line ", "unknown option thraeds of mirror");
      mirror.awaitNew("b");
      assertThat(mirror.get("State")).isEqualTo("running");

      Files.writeString(broken.resolve("copy.camel.yaml"), copy);
      mirror.invoke("resume");

      mirror.awaitGet("Complaint", null);
      mirror.awaitNew("c");
    }
  }

  @Test
  void aSourceThatComesLaterIsMirrored(Karaf karaf) throws Exception {
    try (TestMirror mirror = new TestMirror(karaf, "late", base)) {
      Files.delete(mirror.source());

      mirror.configure("mirror.interval=1");
      mirror.awaitLogged(
          "the source " + mirror.source() + " does not exist; mirror.create-source=true");
      TreeBuilder.in(mirror.source(), "a = text");

      // Tried again by itself, without anybody touching the file.
      mirror.awaitEqual();
    }
  }

  @Test
  void aSecondMirrorOnTheSameReplicaIsRefused(Karaf karaf) throws Exception {
    try (TestMirror mirror = new TestMirror(karaf, "owner", base);
        TestMirror thief = new TestMirror(karaf, "thief", base)) {
      mirror.configure("mirror.interval=1");
      mirror.awaitNew("a");

      thief.configure("mirror.replica=" + mirror.replica());

      thief.awaitLogged("the replica " + mirror.replica() + " belongs to another mirror");
      mirror.awaitNew("b");
      assertThat(thief.get("State")).isEqualTo("stopped");
    }
  }
}
