package io.camelmirror.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelmirror.Tree;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntryReaderTest {

  @TempDir Path folder;
  private Tree tree;

  @BeforeEach
  void makeTree() throws IOException {
    tree = Tree.in(folder.resolve("tree"));
  }

  @Test
  void readsAFile() throws IOException {
    Instant time = Instant.parse("2001-02-03T04:05:06.789012Z");
    tree.add("a = content").mode("a", 06741).time("a", time);
    assertThat(read("a")).isEqualTo(new Entry(Kind.FILE, 7, FileTime.from(time), 06741, null));
  }

  @Test
  void readsADirectoryWithoutASize() throws IOException {
    tree.add("d/a = 1").mode("d", 01750);
    assertThat(read("d"))
        .isEqualTo(new Entry(Kind.DIRECTORY, 0, FileTime.from(Tree.TIME), 01750, null));
    assertThat(read("d").isDirectory()).isTrue();
  }

  @Test
  void readsALinkAndNotItsTarget() throws IOException {
    tree.add("a = content", "l -> a", "dangling -> no/../where");
    assertThat(read("l").kind()).isEqualTo(Kind.LINK);
    assertThat(read("l").size()).isZero();
    assertThat(read("l").linkTarget()).isEqualTo(Path.of("a"));
    assertThat(read("dangling").linkTarget()).isEqualTo(Path.of("no/../where"));
  }

  @Test
  void readsAFifoWithoutOpeningIt() throws IOException {
    tree.add("p |");
    assertThat(read("p").kind()).isEqualTo(Kind.SPECIAL);
    assertThat(read("p").linkTarget()).isNull();
  }

  @Test
  void readsADeviceAsSpecial() throws IOException {
    assertThat(EntryReader.read(Path.of("/dev/null")).kind()).isEqualTo(Kind.SPECIAL);
  }

  @Test
  void findsNothing() throws IOException {
    tree.add("file = 1");
    assertThat(read("absent")).isNull();
    assertThat(read("absent/below")).isNull();
    assertThat(read("file/below")).isNull();
    assertThat(read("file/far/below")).isNull();
  }

  @Test
  void takesAnErrorForNoAbsence() throws IOException {
    tree.add("loop -> loop");
    assertThatThrownBy(() -> read("n".repeat(256))).isInstanceOf(FileSystemException.class);
    assertThatThrownBy(() -> read("loop/a")).isInstanceOf(FileSystemException.class);
  }

  @Test
  void readsBelowARoot() throws IOException {
    tree.add("d/e/a = content", "file = 1");
    assertThat(readBelow("d/e/a").size()).isEqualTo(7);
    assertThat(readBelow("file").kind()).isEqualTo(Kind.FILE);
    assertThat(readBelow("").kind()).isEqualTo(Kind.DIRECTORY);
    assertThat(readBelow("d/absent/a")).isNull();
    assertThat(readBelow("file/a")).isNull();
    assertThat(readBelow("file/a/b")).isNull();
  }

  @Test
  void goesThroughNoLinkOnTheWay() throws IOException {
    tree.add("d/e/a = content", "l -> d", "d/m -> e");
    assertThat(readBelow("l").kind()).isEqualTo(Kind.LINK);
    assertThat(readBelow("l/e")).isNull();
    assertThat(readBelow("l/e/a")).isNull();
    assertThat(readBelow("d/m/a")).isNull();
  }

  private Entry read(String path) throws IOException {
    return EntryReader.read(tree.path(path));
  }

  private Entry readBelow(String path) throws IOException {
    return EntryReader.readBelow(tree.root(), Path.of(path));
  }
}
