package io.camelmirror.tree.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.tree.RawPath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MountsTest {

  private static final Path REPLICA = Path.of("/backup/replica");

  @Test
  void findsThoseBelowAFolder() {
    assertThat(parse("/", "/backup", "/backup/replica", "/backup/replica-2/d").below()).isEmpty();
    assertThat(parse("/", "/backup/replica/d", "/proc", "/backup/replica/d/e").below())
        .containsExactly(Path.of("d"), Path.of("d/e"));
  }

  @Test
  void readsEscapedNames() {
    assertThat(
            parse(
                    "/backup/replica/my\\040disk",
                    "/backup/replica/a\\011b\\012c",
                    "/backup/replica/back\\134slash",
                    "/backup/replica/no\\134040space")
                .below())
        .containsExactly(
            Path.of("my disk"),
            Path.of("a\tb\nc"),
            Path.of("back\\slash"),
            Path.of("no\\040space"));
  }

  @Test
  void readsNamesOfAnyBytes() {
    byte[] bytes = {'n', (byte) 0xc3, (byte) 0xbc, (byte) 0xff};
    String line = "/backup/replica/" + new String(bytes, StandardCharsets.ISO_8859_1);
    assertThat(parse(line).below())
        .singleElement()
        .satisfies(path -> assertThat(RawPath.of(path)).isEqualTo(RawPath.of(bytes)));
  }

  @Test
  void coversWhatLeadsThroughThem() {
    Mounts mounts = parse("/backup/replica/d/disk");
    assertThat(mounts.covers(Path.of("d/disk"))).isTrue();
    assertThat(mounts.covers(Path.of("d/disk/a/b"))).isTrue();
    assertThat(mounts.covers(Path.of("d"))).isFalse();
    assertThat(mounts.covers(Path.of("d/disk-2"))).isFalse();
    assertThat(mounts.covers(Path.of(""))).isFalse();
    assertThat(Mounts.NONE.covers(Path.of("d/disk"))).isFalse();
  }

  /** The mounts of a table with these mount points. */
  private static Mounts parse(String... points) {
    List<String> lines =
        List.of(points).stream()
            .map(point -> "36 35 98:0 /r " + point + " rw master:1 - ext3 /dev/root rw")
            .toList();
    return Mounts.parse(lines, REPLICA);
  }
}
