package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An oracle that overlooks something proves nothing: each facet alone has to be seen. */
class SnapshotTest {

  private static final int SPARSE = 2_000_000;
  private static final byte[] ACL = new Dice(1).acl(7);
  private static final byte[] OTHER_ACL = new Dice(2).acl(7);
  private static final String BELOW_DEEP = deep() + "/f";

  @TempDir private Path folder;

  private Path source;
  private Path replica;

  private interface Edit {
    void of(RawTree tree) throws IOException;
  }

  /** One facet each, with the line that tells of it. */
  private enum Mutation {
    CONTENT("'file' content: ", tree -> keepTime(tree, "file", t -> t.write("file", 1, one()))),
    SIZE("'file' size: ", tree -> keepTime(tree, "file", t -> t.setSize("file", 3))),
    MODE("'file' mode: source 640, replica 641", tree -> tree.setMode("file", 0641)),
    SETUID("'file' mode: source 640, replica 4640", tree -> tree.setMode("file", 04640)),
    STICKY("'folder' mode: source 755, replica 1755", tree -> tree.setMode("folder", 01755)),
    SPECIAL_MODE("'fifo' mode: source 600, replica 0", tree -> tree.setMode("fifo", 0)),
    TIME("'file' time: source -7 s 5 ns, replica -7 s 6 ns", tree -> tree.setTime("file", -7, 6)),
    FOLDER_TIME("'folder' time: ", tree -> tree.setTime("folder", -7, 6)),
    ROOT_TIME("'' time: ", tree -> tree.setTime("", -7, 6)),
    LINK_TIME("'link' time: ", tree -> tree.setTime("link", -7, 6)),
    SPECIAL_TIME("'fifo' time: ", tree -> tree.setTime("fifo", -7, 6)),
    DEEP_TIME("ffff/f' time: ", tree -> tree.setTime(BELOW_DEEP, -7, 6)),
    TARGET(
        "'link' target: source \\xff, replica \\xfe",
        tree -> {
          tree.remove("link");
          tree.makeLink("link", "\u00fe");
        }),
    ATTRIBUTE(
        "'file' attribute user.a\\xff: source 01, replica 02",
        tree -> tree.setAttribute("file", "user.a\u00ff", new byte[] {2})),
    ATTRIBUTE_GONE(
        "'file' attribute user.a\\xff: source 01, replica none",
        tree -> tree.removeAttribute("file", "user.a\u00ff")),
    ATTRIBUTE_MORE(
        "'folder' attribute user.b: source none, replica ",
        tree -> tree.setAttribute("folder", "user.b", new byte[0])),
    ACCESS_ACL(
        "'file2' attribute system.posix_acl_access: ",
        tree -> tree.setAttribute("file2", "system.posix_acl_access", OTHER_ACL)),
    DEFAULT_ACL(
        "'folder' attribute system.posix_acl_default: ",
        tree -> tree.removeAttribute("folder", "system.posix_acl_default")),
    LINK_BROKEN(
        "'other' hard link of: source file, replica none",
        tree -> {
          new RandomTree(tree, new Dice(0), rights()).copy("file", "copy");
          tree.rename("copy", "other");
        }),
    LINK_MADE(
        "'twin' hard link of: source none, replica file",
        tree -> {
          tree.remove("twin");
          tree.link("file", "twin");
        }),
    FIFO_LINK_BROKEN(
        "'fifo2' hard link of: source fifo, replica none",
        tree -> {
          new RandomTree(tree, new Dice(0), rights()).copy("fifo", "copy");
          tree.rename("copy", "fifo2");
        }),
    HOLE_FILLED("'sparse' allocated bytes: ", tree -> tree.write("sparse", 0, new byte[SPARSE])),
    MISSING("'empty' existence: source folder, replica nothing", tree -> tree.remove("empty")),
    MORE("'more' existence: source nothing, replica file", tree -> tree.makeFile("more")),
    MORE_SOCKET(
        "'more' existence: source nothing, replica socket",
        tree -> tree.makeSpecial("more", Stat.SOCKET, 0, 0)),
    KIND(
        "'empty' kind: source folder, replica FIFO",
        tree -> {
          tree.remove("empty");
          tree.makeSpecial("empty", Stat.FIFO, 0, 0);
        }),
    AT_SOCKET(
        "'socket' kind: source socket, replica file",
        tree -> {
          tree.remove("socket");
          tree.makeFile("socket");
        });

    private final String seen;
    private final Edit edit;

    Mutation(String seen, Edit edit) {
      this.seen = seen;
      this.edit = edit;
    }
  }

  /** The same for what only root can make. */
  private enum RootMutation {
    OWNER("'file' owner: source 0, replica 70000", tree -> tree.setOwner("file", 70_000, 0)),
    GROUP("'file' group: source 0, replica 70000", tree -> tree.setOwner("file", 0, 70_000)),
    LINK_OWNER("'link' owner: ", tree -> tree.setOwner("link", 4_000_000_000L, 0)),
    TRUSTED("'file' attribute trusted.a: ", tree -> tree.setAttribute("file", "trusted.a", one())),
    SECURITY(
        "'fifo' attribute security.a: ", tree -> tree.setAttribute("fifo", "security.a", one())),
    LINK_ATTRIBUTE(
        "'link' attribute trusted.a: ", tree -> tree.setAttribute("link", "trusted.a", one())),
    DEVICE_NUMBER(
        "'device' device: source 259:70000, replica 259:70001",
        tree -> {
          tree.remove("device");
          tree.makeSpecial("device", Stat.BLOCK_DEVICE, 259, 70_001);
        }),
    DEVICE_KIND(
        "'device' kind: source block device, replica character device",
        tree -> {
          tree.remove("device");
          tree.makeSpecial("device", Stat.CHARACTER_DEVICE, 259, 70_000);
        });

    private final String seen;
    private final Edit edit;

    RootMutation(String seen, Edit edit) {
      this.seen = seen;
      this.edit = edit;
    }
  }

  /** What leaves its mark on a tree that nothing may be written to. */
  private enum Write {
    REWRITTEN("'file' change time: ", tree -> tree.write("file", 0, one())),
    SAME_MODE("'file' change time: ", tree -> tree.setMode("file", 0640)),
    ATTRIBUTE("'folder' change time: ", tree -> tree.setAttribute("folder", "user.c", one())),
    REPLACED(
        "'empty' inode: ",
        tree -> {
          tree.makeFolder("new");
          tree.rename("new", "empty");
        }),
    LINKED("'twin' number of links: before 1, after 2", tree -> tree.link("twin", "twin2")),
    CAME_AND_WENT(
        "'empty' change time: ",
        tree -> {
          tree.makeFile("empty/f");
          tree.remove("empty/f");
        });

    private final String seen;
    private final Edit edit;

    Write(String seen, Edit edit) {
      this.seen = seen;
      this.edit = edit;
    }
  }

  private static Rights rights() {
    return new Rights(false, false, false, -1);
  }

  private static byte[] one() {
    return new byte[] {1};
  }

  private static String deep() {
    return String.join("/", java.util.Collections.nCopies(20, "f".repeat(250)));
  }

  private static void keepTime(RawTree tree, String path, Edit edit) throws IOException {
    Stat stat = tree.stat(path);
    edit.of(tree);
    tree.setTime(path, stat.seconds(), stat.nanos());
  }

  @BeforeEach
  void makeTrees() throws IOException {
    source = folder.resolve("source");
    replica = folder.resolve("replica");
    for (Path root : List.of(source, replica)) {
      try (RawTree tree = new RawTree(root)) {
        make(tree);
      }
    }
  }

  /** What JUnit removes after it must not be deeper than a path may be long. */
  @AfterEach
  void removeTrees() throws IOException {
    for (Path root : List.of(source, replica)) {
      try (RawTree tree = new RawTree(root)) {
        tree.remove("");
      }
    }
  }

  private static void make(RawTree tree) throws IOException {
    for (String path : List.of("", "folder", "empty")) {
      tree.makeFolder(path);
      tree.setMode(path, 0755);
    }
    tree.setAttribute("folder", "system.posix_acl_default", ACL);
    for (String path : List.of("file", "twin", "file2", "sparse")) {
      tree.makeFile(path);
      tree.setMode(path, 0640);
      tree.write(path, 0, "content".getBytes(StandardCharsets.UTF_8));
    }
    tree.setAttribute("file", "user.a\u00ff", one());
    tree.setAttribute("twin", "user.a\u00ff", one());
    tree.setAttribute("file2", "system.posix_acl_access", ACL);
    tree.setSize("sparse", SPARSE);
    tree.link("file", "other");
    tree.makeLink("link", "\u00ff");
    tree.makeSpecial("fifo", Stat.FIFO, 0, 0);
    tree.link("fifo", "fifo2");
    tree.makeSpecial("socket", Stat.SOCKET, 0, 0);
    if (TestLibc.geteuid() == 0) {
      tree.makeSpecial("device", Stat.BLOCK_DEVICE, 259, 70_000);
    }
    String path = "";
    for (String name : deep().split("/")) {
      path = RawTree.child(path, name);
      tree.makeFolder(path);
    }
    tree.makeFile(BELOW_DEEP);
    for (String each : tree.entries().keySet()) {
      tree.setTime(each, -7, 5);
    }
  }

  @Test
  void seesNoDifferenceBetweenEqualTrees() throws IOException {
    assertThat(Snapshot.of(source).differences(Snapshot.of(replica))).isEmpty();
  }

  @Test
  void takesNoNoticeOfASocketThatIsNotMirrored() throws IOException {
    try (RawTree tree = new RawTree(replica)) {
      tree.remove("socket");
      tree.setTime("", -7, 5);
    }
    assertThat(Snapshot.of(source).differences(Snapshot.of(replica))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void seesADifference(Mutation mutation) throws IOException {
    assertSeen(mutation.seen, mutation.edit);
  }

  @ParameterizedTest
  @EnumSource
  void seesADifferenceThatOnlyRootCanMake(RootMutation mutation) throws IOException {
    assumeTrue(TestLibc.geteuid() == 0, "only root can make it");
    assertSeen(mutation.seen, mutation.edit);
  }

  private void assertSeen(String seen, Edit edit) throws IOException {
    try (RawTree tree = new RawTree(replica)) {
      edit.of(tree);
    }
    assertThat(Snapshot.of(source).differences(Snapshot.of(replica)))
        .anySatisfy(line -> assertThat(line).contains(seen));
  }

  @Test
  void seesNoWriteWhereOnlyWasRead() throws IOException {
    Snapshot before = Snapshot.of(source);
    assertThat(before.changes(Snapshot.of(source))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void seesAWrite(Write write) throws IOException {
    Snapshot before = Snapshot.of(source);
    try (RawTree tree = new RawTree(source)) {
      write.edit.of(tree);
    }
    assertThat(before.changes(Snapshot.of(source)))
        .anySatisfy(line -> assertThat(line).contains(write.seen));
  }
}
