package io.camelmirror.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MountTableTest {

  private static final Path SOURCE = Path.of("/data/source");
  private static final Path REPLICA = Path.of("/backup/replica");

  private static final String ROOT = "1 0 8:1 / / rw - ext4 /dev/sda1 rw";
  private static final String BACKUP = "2 1 8:2 / /backup rw - ext4 /dev/sdb1 rw";

  @Test
  void findsThoseBelowAFolder() {
    assertThat(points("/", "/backup", "/backup/replica", "/backup/replica-2/d")).isEmpty();
    assertThat(points("/", "/backup/replica/d", "/proc", "/backup/replica/d/e"))
        .containsExactly(Path.of("d"), Path.of("d/e"));
  }

  @Test
  void readsEscapedNames() {
    assertThat(
            points(
                "/backup/replica/my\\040disk",
                "/backup/replica/a\\011b\\012c",
                "/backup/replica/back\\134slash",
                "/backup/replica/no\\134040space"))
        .containsExactly(
            Path.of("my disk"),
            Path.of("a\tb\nc"),
            Path.of("back\\slash"),
            Path.of("no\\040space"));
  }

  @Test
  void readsNamesOfAnyBytes() {
    byte[] bytes = {'n', (byte) 0xc3, (byte) 0xbc, (byte) 0xff};
    assertThat(points("/backup/replica/" + new String(bytes, StandardCharsets.ISO_8859_1)))
        .singleElement()
        .satisfies(path -> assertThat(RawPath.of(path)).isEqualTo(RawPath.of(bytes)));
  }

  @Test
  void readsWhatTheSystemIsConfiguredToMount() {
    List<String> lines =
        List.of(
            "# a comment",
            "",
            "UUID=1-2 / ext4 errors=remount-ro 0 1",
            "UUID=3-4\t/backup/replica/usb\\040disk\tvfat noauto,user 0 0",
            "/swapfile none swap sw 0 0");
    assertThat(MountTable.parseConfigured(lines).below(REPLICA))
        .containsExactly(Path.of("usb disk"));
  }

  @Test
  void seesFoldersApart() {
    assertThat(meeting(ROOT, BACKUP)).isNull();
    assertThat(meeting(ROOT)).isNull();
    assertThat(meeting()).isNull();
    assertThat(meeting(ROOT, "3 1 8:1 /data/other /backup/replica rw - ext4 /dev/sda1 rw"))
        .isNull();
    assertThat(meeting(ROOT, "3 1 8:1 /data/source-2 /backup rw - ext4 /dev/sda1 rw")).isNull();
    assertThat(meeting(ROOT, BACKUP, "3 1 8:2 /other /data/source/in rw - ext4 /dev/sdb1 rw"))
        .isNull();
  }

  @Test
  void seesARootThatIsMountedFromTheOther() {
    assertThat(meeting(ROOT, "3 1 8:1 /data/source /backup/replica rw - ext4 /dev/sda1 rw"))
        .isEqualTo(REPLICA);
    assertThat(meeting(ROOT, "3 1 8:1 /data/source/sub /backup/replica rw - ext4 /dev/sda1 rw"))
        .isEqualTo(REPLICA);
    assertThat(meeting(ROOT, "3 1 8:1 /data /backup/replica rw - ext4 /dev/sda1 rw"))
        .isEqualTo(REPLICA);
  }

  @Test
  void seesTheOtherRootMountedBelowARoot() {
    String replica = "3 1 8:2 %s /data/source/in rw - ext4 /dev/sdb1 rw";
    for (String shown : List.of("/replica", "/replica/sub", "/")) {
      assertThat(meeting(ROOT, BACKUP, replica.formatted(shown)))
          .as(shown)
          .isEqualTo(Path.of("/data/source/in"));
    }
    assertThat(meeting(ROOT, BACKUP, "3 2 8:1 /data /backup/replica/x rw - ext4 /dev/sda1 rw"))
        .isEqualTo(Path.of("/backup/replica/x"));
  }

  @Test
  void seesOneFolderMountedBelowBoth() {
    String in = "3 1 8:3 %s /data/source/%s rw - ext4 /dev/sdc1 rw";
    String of = "4 2 8:3 %s /backup/replica/%s rw - ext4 /dev/sdc1 rw";
    assertThat(meeting(ROOT, BACKUP, in.formatted("/", "a"), of.formatted("/", "b")))
        .isEqualTo(Path.of("/data/source/a"));
    assertThat(meeting(ROOT, BACKUP, in.formatted("/", "a"), of.formatted("/x", "a")))
        .isEqualTo(Path.of("/data/source/a"));
    // The same files on both sides are always equal.
    assertThat(meeting(ROOT, BACKUP, in.formatted("/", "a"), of.formatted("/", "a"))).isNull();
    assertThat(meeting(ROOT, BACKUP, in.formatted("/x", "a"), of.formatted("/y", "b"))).isNull();
  }

  @Test
  void seesTheLayersOfAnOverlay() {
    String overlay =
        "3 1 0:40 / %s rw - overlay overlay rw,lowerdir=/lower1:%s,upperdir=/upper,workdir=/work";
    assertThat(meeting(ROOT, overlay.formatted("/data/source", "/backup/replica/l")))
        .isEqualTo(REPLICA);
    assertThat(meeting(ROOT, overlay.formatted("/data", "/backup"))).isNull();
    assertThat(meeting(ROOT, overlay.formatted("/data/source/x", "/backup")))
        .isEqualTo(Path.of("/data/source/x"));
    assertThat(meeting(ROOT, overlay.formatted("/backup/replica", "/elsewhere"))).isNull();
    assertThat(meeting(ROOT, overlay.formatted("/backup", "/data"))).isNull();
    assertThat(meeting(ROOT, overlay.formatted("/backup/replica", "/data/source/sub")))
        .isEqualTo(REPLICA);
  }

  @Test
  void takesTheMountThatCoversAnother() {
    String first = "3 1 8:1 /data/source /backup/replica rw - ext4 /dev/sda1 rw";
    String second = "4 3 8:2 /replica /backup/replica rw - ext4 /dev/sdb1 rw";
    assertThat(meeting(ROOT, first, second)).isNull();
    assertThat(meeting(ROOT, second, first)).isEqualTo(REPLICA);
  }

  @Test
  void knowsWhatAFolderShows() {
    MountTable table =
        MountTable.parse(List.of(ROOT, "3 1 8:1 /trash /data/source/in rw - ext4 /dev/sda1 rw"));
    assertThat(table.shows(SOURCE, Path.of("/trash"))).isTrue();
    assertThat(table.shows(SOURCE, Path.of("/trash/deep"))).isTrue();
    assertThat(table.shows(SOURCE, Path.of("/data/source/x"))).isTrue();
    assertThat(table.shows(SOURCE, Path.of("/data"))).isFalse();
    assertThat(table.shows(SOURCE, Path.of("/trash-2"))).isFalse();
  }

  private static Path meeting(String... lines) {
    return MountTable.parse(List.of(lines)).meeting(SOURCE, REPLICA);
  }

  /** The mount points below the replica, of a table with these. */
  private static List<Path> points(String... points) {
    return MountTable.parse(
            List.of(points).stream()
                .map(point -> "36 35 98:0 /r " + point + " rw master:1 - ext3 /dev/root rw")
                .toList())
        .below(REPLICA);
  }
}
