package io.camelmirror.tree.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camelmirror.FidelityBuilder;
import io.camelmirror.TreeBuilder;
import io.camelmirror.diff.Fidelity;
import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.ExtendedAttributes;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.NameList;
import io.camelmirror.tree.OpenFile;
import io.camelmirror.tree.Privileges;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.ReadOptions;
import io.camelmirror.tree.Timestamp;
import io.camelmirror.tree.WritableTree;
import io.camelmirror.tree.local.LocalSite.Calls;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class DirectoryTest {

  private static final ReadOptions FOLLOW =
      new FidelityBuilder().links(Fidelity.Links.follow).build().readOptions();

  @Parameter Calls calls;
  @TempDir Path folder;
  private TreeBuilder tree;

  @BeforeEach
  void makeTree() throws IOException {
    LocalTrees.require(calls);
    tree = TreeBuilder.in(folder.resolve("tree"));
  }

  @Test
  void listsEveryKindSorted() throws IOException {
    tree.add(
        "b = 1", "a-b = 1", "a/c = 1", "B = 1", ".hidden = 1", "l -> nowhere", "p |", "a.b = 1");
    assertThat(list(tree))
        .extracting(RawPath::toString)
        .containsExactly(".hidden", "B", "a", "a-b", "a.b", "b", "l", "p");
  }

  @Test
  void keepsAndSortsTheBytesOfNamesThatDoNotDecode() throws IOException {
    // As signed bytes, or decoded, they would sort otherwise.
    tree.addNamed("\\377").addNamed("a").addNamed("caf\\351").addNamed("caf\\303\\251");
    NameList names = list(tree);
    assertThat(names)
        .extracting(RawPath::toString)
        .containsExactly("a", "caf\u00e9", "caf\\xe9", "\\xff");
    for (RawPath name : names) {
      assertThat(Files.exists(tree.root().resolve(name.path()))).isTrue();
      assertThat(read(name, ReadOptions.PLAIN).kind()).isEqualTo(Kind.FILE);
      assertThat(RawPath.nameOf(Path.of("a").resolve(name.path()))).isEqualTo(name);
      assertThat(RawPath.nameOf(name.path())).isEqualTo(name);
    }
  }

  @Test
  void sortsTheSameInAnyOrderOfMaking() throws IOException {
    TreeBuilder other = TreeBuilder.in(folder.resolve("other"));
    String[] names = {"c = 1", "\u00e4 = 1", "a = 1", "\uff21 = 1", "\ud83d\ude00 = 1", "b = 1"};
    tree.add(names);
    for (int i = names.length - 1; i >= 0; i--) {
      other.add(names[i]);
    }
    assertThat(list(other)).isEqualTo(list(tree));
    assertThat(list(tree))
        .extracting(RawPath::toString)
        .containsExactly("a", "b", "c", "\u00e4", "\uff21", "\ud83d\ude00");
  }

  @Test
  void listsMoreThanOneCallGives() throws IOException {
    String longName = "n".repeat(200);
    for (int i = 1_000; i < 2_000; i++) {
      Files.createFile(tree.path(longName + i));
    }
    NameList names = list(tree);
    assertThat(names).hasSize(1_000).doesNotHaveDuplicates();
    assertThat(names.get(999)).hasToString(longName + 1_999);
  }

  @Test
  void listsNothingInAnEmptyDirectory() throws IOException {
    assertThat(list(tree)).isEmpty();
  }

  @Test
  void readsAFile() throws IOException {
    Instant time = Instant.parse("2001-02-03T04:05:06.789012345Z");
    tree.add("a = content").mode("a", 06741).time("a", time);
    Files.createLink(tree.path("b"), tree.path("a"));
    Map<String, Object> stat = stat("a");
    Entry entry = read("a");
    // Which number a file system has depends on who is asked; it is the same for all of it.
    long device = read("b").inode().device();
    assertThat(entry)
        .isEqualTo(
            new Entry(
                Kind.FILE,
                7,
                Timestamp.of(time),
                06741,
                (Integer) stat.get("uid"),
                (Integer) stat.get("gid"),
                null,
                0,
                new Entry.Inode(device, (Long) stat.get("ino")),
                2,
                Timestamp.of((FileTime) stat.get("ctime")),
                ExtendedAttributes.NONE));
  }

  @Test
  void readsADirectoryWithoutASize() throws IOException {
    tree.add("d/a = 1").mode("d", 01750);
    Entry entry = read("d");
    assertThat(entry.kind()).isEqualTo(Kind.DIRECTORY);
    assertThat(entry.size()).isZero();
    assertThat(entry.modified()).isEqualTo(Timestamp.of(TreeBuilder.TIME));
    assertThat(entry.mode()).isEqualTo(01750);
    assertThat(entry.linkTarget()).isNull();
    assertThat(entry.isDirectory()).isTrue();
    assertThat(entry.hasOtherNames()).isFalse();
  }

  @Test
  void readsItself() throws IOException {
    tree.add("d/e/a = 1").mode("d/e", 0711);
    try (WritableTree root = LocalTrees.open(calls, tree.root());
        Directory directory = root.open(Path.of("d/e"))) {
      assertThat(directory.self()).isEqualTo(root.read(Path.of("d/e")));
      assertThat(directory.self().mode()).isEqualTo(0711);
    }
  }

  @Test
  void readsALinkAndNotItsTarget() throws IOException {
    tree.add("a = content", "l -> a", "dangling -> no/../where");
    assertThat(read("l").kind()).isEqualTo(Kind.LINK);
    assertThat(read("l").size()).isZero();
    assertThat(read("l").modified()).isEqualTo(Timestamp.of(TreeBuilder.TIME));
    assertThat(read("l").linkTarget().path()).isEqualTo(Path.of("a"));
    assertThat(read("dangling").linkTarget().path()).isEqualTo(Path.of("no/../where"));
  }

  @Test
  void readsWhatAFollowedLinkLeadsTo() throws IOException {
    tree.add("a = content", "l -> a", "dangling -> nowhere");
    assertThat(read(RawPath.of(Path.of("l")), FOLLOW)).isEqualTo(read("a"));
    assertThatThrownBy(() -> read(RawPath.of(Path.of("dangling")), FOLLOW))
        .isInstanceOf(FileSystemException.class)
        .isNotInstanceOf(NoSuchFileException.class);
  }

  @Test
  void readsAFifoWithoutOpeningIt() throws IOException {
    tree.add("p |");
    assertThat(read("p").kind()).isEqualTo(Kind.FIFO);
    assertThat(read("p").linkTarget()).isNull();
    assertThat(read("p").rdev()).isZero();
  }

  @Test
  void readsADeviceWithItsNumber() throws IOException {
    try (WritableTree root = LocalTrees.open(calls, Path.of("/dev"))) {
      Entry entry = root.read(Path.of("null"));
      assertThat(entry.kind()).isEqualTo(Kind.CHARACTER_DEVICE);
      assertThat(entry.size()).isZero();
      assertThat(entry.rdev()).isEqualTo(Files.getAttribute(Path.of("/dev/null"), "unix:rdev"));
    }
  }

  @Test
  void findsNothing() throws IOException {
    assertThat(read("absent")).isNull();
  }

  @Test
  void opensAFileAndNoLinkToIt() throws IOException {
    tree.add("a = content", "l -> a");
    try (WritableTree root = LocalTrees.open(calls, tree.root());
        Directory directory = root.open(Path.of(""));
        OpenFile content = directory.open(RawPath.of(Path.of("a")))) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(16);
      assertThat(content.read(buffer, 3)).isEqualTo(4);
      assertThat(content.read(buffer, 7)).isLessThanOrEqualTo(0);
      assertThat(StandardCharsets.UTF_8.decode(buffer.flip()).toString()).isEqualTo("tent");
      assertThatThrownBy(() -> directory.open(RawPath.of(Path.of("l"))))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> directory.open(RawPath.of(Path.of("absent"))))
          .isInstanceOf(NoSuchFileException.class);
    }
  }

  @Test
  void tellsTheSameFileInTwoDirectoriesFromAllOthers() throws IOException {
    TreeBuilder other = TreeBuilder.in(folder.resolve("other"));
    String[] names = {
      "same", "size", "mode", "time", "nano", "links", "kind", "link", "node", "gone"
    };
    for (String name : names) {
      tree.add(name + " = 1").mode(name, 0640);
      other.add(name + " = 1").mode(name, 0640);
    }
    other.add("size = 12").mode("size", 0640);
    other.mode("mode", 0600);
    other.time("time", TreeBuilder.TIME.plusSeconds(1));
    other.time("nano", TreeBuilder.TIME.plusNanos(1));
    Files.createLink(other.path("links.other"), other.path("links"));
    other.delete("kind").add("kind/").mode("kind", 0640);
    for (TreeBuilder each : List.of(tree, other)) {
      each.delete("link").add("link -> same").delete("node").add("node |");
    }
    other.delete("gone");
    try (WritableTree root = LocalTrees.open(calls, tree.root());
        WritableTree otherRoot = LocalTrees.open(calls, other.root());
        Directory in = root.open(Path.of(""));
        Directory inOther = otherRoot.open(Path.of(""))) {
      for (String text : names) {
        RawPath name = RawPath.of(Path.of(text));
        Entry.Pair pair = in.read(name, inOther);
        boolean told = pair == Entry.Pair.SAME_FILE;
        assertThat(told).as(text).isEqualTo(text.equals("same") && calls == Calls.POSIX);
        if (!told) {
          assertThat(pair).as(text).isEqualTo(new Entry.Pair(in.read(name), inOther.read(name)));
        }
      }
    }
  }

  @Test
  void hidesSetIdBitsInTheSourceOnly() throws IOException {
    TreeBuilder other = TreeBuilder.in(folder.resolve("other"), "su = 1");
    tree.add("su = 1");
    tree.mode("su", 07755);
    other.mode("su", 07755);
    RawPath su = RawPath.of(Path.of("su"));
    ReadOptions hiding = new FidelityBuilder().noPrivileges().build().readOptions();
    assertThat(hiding.ofReplica().hides(07755)).isFalse();
    try (WritableTree root = LocalTrees.open(calls, tree.root(), hiding);
        WritableTree otherRoot = LocalTrees.open(calls, other.root());
        Directory in = root.open(Path.of(""));
        Directory inOther = otherRoot.open(Path.of(""));
        OpenFile file = in.open(su)) {
      assertThat(in.read(su).mode()).isEqualTo(01755);
      assertThat(file.self().mode()).isEqualTo(01755);
      assertThat(in.read(su, inOther).one().mode()).isEqualTo(01755);
      assertThat(in.read(su, inOther).other().mode()).isEqualTo(07755);
    }
  }

  @Test
  void tellsAFileOfAnotherOwnerApart() throws IOException {
    assumeTrue(Privileges.CURRENT.isRoot(), "only root may give files away");
    TreeBuilder other = TreeBuilder.in(folder.resolve("other"), "uid = 1", "gid = 1");
    tree.add("uid = 1", "gid = 1");
    Files.setAttribute(other.path("uid"), "unix:uid", 1234);
    Files.setAttribute(other.path("gid"), "unix:gid", 1234);
    try (WritableTree root = LocalTrees.open(calls, tree.root());
        WritableTree otherRoot = LocalTrees.open(calls, other.root());
        Directory in = root.open(Path.of(""));
        Directory inOther = otherRoot.open(Path.of(""))) {
      assertThat(in.read(RawPath.of(Path.of("uid")), inOther).other().uid()).isEqualTo(1234);
      assertThat(in.read(RawPath.of(Path.of("gid")), inOther).other().gid()).isEqualTo(1234);
    }
  }

  private NameList list(TreeBuilder of) throws IOException {
    try (WritableTree root = LocalTrees.open(calls, of.root());
        Directory directory = root.open(Path.of(""))) {
      return directory.list(null);
    }
  }

  private Entry read(String name) throws IOException {
    return read(RawPath.of(Path.of(name)), ReadOptions.PLAIN);
  }

  private Entry read(RawPath name, ReadOptions look) throws IOException {
    try (WritableTree root = LocalTrees.open(calls, tree.root(), look);
        Directory directory = root.enter(Path.of(""))) {
      return directory.read(name);
    }
  }

  private Map<String, Object> stat(String path) throws IOException {
    return Files.readAttributes(
        tree.path(path), "unix:uid,gid,ino,ctime", LinkOption.NOFOLLOW_LINKS);
  }
}
