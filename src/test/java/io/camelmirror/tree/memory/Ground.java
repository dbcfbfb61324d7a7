package io.camelmirror.tree.memory;

import io.camelmirror.tree.Entry;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.ReadOptions;
import io.camelmirror.tree.Site;
import io.camelmirror.tree.Timestamp;
import io.camelmirror.tree.WritableDirectory;
import io.camelmirror.tree.WritableFile;
import io.camelmirror.tree.WritableHandle;
import io.camelmirror.tree.WritableTree;
import io.camelmirror.tree.local.LocalSite;
import io.camelmirror.tree.local.LocalTrees;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Two trees of one implementation, written and read through the seam that the engine uses. */
final class Ground {

  static final Instant TIME = Instant.parse("2024-01-01T00:00:00.123456789Z");

  private static final ReadOptions ALL =
      new ReadOptions(false, true, true, false, ReadOptions.Rights.READ);

  /** The implementations. */
  enum Way {
    POSIX,
    NIO,
    MEMORY
  }

  private final Way way;
  private final Site site;

  private Ground(Way way, Site site) {
    this.way = way;
    this.site = site;
  }

  /** Makes two empty trees. */
  static Ground of(Way way, Path folder) throws IOException {
    if (way == Way.MEMORY) {
      return of(new MemorySite(new MemoryDisk(1), new MemoryDisk(2)));
    }
    LocalSite.Calls calls = LocalSite.Calls.valueOf(way.name());
    LocalTrees.require(calls);
    Path source =
        Files.createDirectory(
            folder.resolve("source"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    FolderPair folders = new FolderPair(source, folder.resolve("replica"));
    return new Ground(way, new LocalSite(folders, calls)).withReplica();
  }

  static Ground of(MemorySite site) throws IOException {
    return new Ground(Way.MEMORY, site).withReplica();
  }

  private Ground withReplica() throws IOException {
    site.createReplica();
    return this;
  }

  Site site() {
    return site;
  }

  /** Adds entries to the source: {@code d/}, {@code f = text}, {@code l -> target}, {@code p |}. */
  Ground source(String... entries) throws IOException {
    return add(site.source(), entries);
  }

  /** Adds entries to the replica, as {@link #source} does. */
  Ground replica(String... entries) throws IOException {
    return add(site.replica(), entries);
  }

  private Ground add(Path root, String... entries) throws IOException {
    try (WritableTree tree = site.openOutside(root, ALL, false)) {
      for (String entry : entries) {
        add(tree, entry);
      }
    }
    return this;
  }

  private void add(WritableTree tree, String entry) throws IOException {
    String[] words = entry.split(" (= |-> |\\|)|/$", 2);
    Path path = Path.of(words[0]);
    for (Path above = path.getParent(); above != null; above = above.getParent()) {
      if (tree.read(above) == null) {
        add(tree, above + "/");
      }
    }
    RawPath name = RawPath.nameOf(path);
    try (WritableDirectory in = tree.enterParent(path)) {
      if (entry.endsWith("/")) {
        in.createDirectory(name);
      } else if (entry.contains(" -> ")) {
        in.createLink(name, RawPath.of(Path.of(words[1])));
      } else if (entry.endsWith(" |")) {
        in.createNode(name, Kind.FIFO, 0);
      } else {
        make(in, name);
        write(tree.path(), path, words[1]);
      }
    }
    edit(tree.path(), words[0], entry.endsWith("/") ? 0755 : 0644, TIME);
  }

  private static void make(WritableDirectory in, RawPath name) throws IOException {
    try (WritableFile made = in.createFile(name)) {
      made.self();
    } catch (FileAlreadyExistsException e) {
      // Its content is replaced.
    }
  }

  private void write(Path root, Path path, String content) throws IOException {
    if (site instanceof MemorySite memory) {
      memory.write(root, path, content);
    } else {
      Files.writeString(root.resolve(path), content);
    }
  }

  /** Sets permissions and time of an entry of the source. */
  Ground edit(String path, int mode, Instant time) throws IOException {
    return edit(site.source(), path, mode, time);
  }

  /** Sets permissions of an entry of the replica. */
  Ground protect(String path, int mode) throws IOException {
    return edit(site.replica(), path, mode, TIME);
  }

  private Ground edit(Path root, String path, int mode, Instant time) throws IOException {
    return with(
        root,
        path,
        entry -> {
          // The time first: Java opens what it sets the time of.
          if (entry.self().kind() != Kind.LINK || way != Way.NIO) {
            entry.setModified(Timestamp.of(time));
          }
          if (entry.self().kind() != Kind.LINK) {
            entry.setMode(mode);
          }
        });
  }

  /** Sets an extended attribute of an entry of the source; null removes it. */
  Ground attribute(String path, String name, String value) throws IOException {
    byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
    return with(site.source(), path, entry -> entry.setExtended(name, bytes));
  }

  private interface Edit {
    void apply(WritableHandle entry) throws IOException;
  }

  private Ground with(Path root, String path, Edit edit) throws IOException {
    try (WritableTree tree = site.openOutside(root, ALL, false);
        WritableDirectory in = tree.enterParent(Path.of(path));
        WritableHandle entry = in.openEntry(RawPath.nameOf(Path.of(path)))) {
      edit.apply(entry);
    }
    return this;
  }

  /** Gives a file of the source a further name. */
  Ground link(String file, String name) throws IOException {
    return link(site.source(), file, name);
  }

  /** Gives a file of a tree a further name. */
  Ground link(Path root, String file, String name) throws IOException {
    try (WritableTree tree = site.openOutside(root, ALL, false);
        WritableDirectory from = tree.enterParent(Path.of(file));
        WritableHandle entry = from.openEntry(RawPath.nameOf(Path.of(file)));
        WritableDirectory in = tree.enterParent(Path.of(name))) {
      in.createHardLink(entry, RawPath.nameOf(Path.of(name)));
    }
    return this;
  }

  /** Removes an entry of the source, and all below it. */
  Ground delete(String path) throws IOException {
    try (WritableTree tree = site.openOutside(site.source(), ALL, false)) {
      delete(tree, Path.of(path));
    }
    return this;
  }

  private static void delete(WritableTree tree, Path path) throws IOException {
    boolean directory = tree.read(path).isDirectory();
    if (directory) {
      List<Path> below = new ArrayList<>();
      try (WritableDirectory self = tree.open(path)) {
        self.names().forEach(name -> below.add(path.resolve(name.path())));
      }
      for (Path each : below) {
        delete(tree, each);
      }
    }
    try (WritableDirectory in = tree.enterParent(path)) {
      in.delete(RawPath.nameOf(path), directory);
    }
  }

  List<String> source() throws IOException {
    return snapshot(site.source());
  }

  List<String> replica() throws IOException {
    return snapshot(site.replica());
  }

  /** All that the seam tells of a tree and that a mirror keeps, one line for each entry. */
  List<String> snapshot(Path root) throws IOException {
    List<String> lines = new ArrayList<>();
    try (WritableTree tree = site.openOutside(root, ALL, false)) {
      describe(tree, Path.of(""), lines, new HashMap<>());
    }
    return lines;
  }

  private void describe(
      WritableTree tree, Path path, List<String> lines, Map<Entry.Inode, Path> first)
      throws IOException {
    try (WritableDirectory directory = tree.open(path)) {
      for (RawPath name : directory.names()) {
        Path child = path.resolve(name.path());
        Entry entry = directory.read(name);
        lines.add(line(directory, name, entry, child, first));
        if (entry.isDirectory()) {
          describe(tree, child, lines, first);
        }
      }
    }
  }

  private String line(
      WritableDirectory in, RawPath name, Entry entry, Path path, Map<Entry.Inode, Path> first)
      throws IOException {
    boolean timed = entry.kind() != Kind.LINK || way != Way.NIO;
    Map<String, String> extended = new TreeMap<>();
    for (String attribute : entry.extended().names()) {
      extended.put(
          attribute, new String(entry.extended().value(attribute), StandardCharsets.ISO_8859_1));
    }
    Path same = entry.hasOtherNames() ? first.putIfAbsent(entry.inode(), path) : null;
    return String.format(
        "%s %s %o %d:%d %s %s %s %s",
        path,
        entry.kind(),
        entry.mode(),
        entry.uid(),
        entry.gid(),
        timed ? entry.modified() : "-",
        extended,
        same == null ? "" : "same as " + same,
        entry.kind() == Kind.LINK
            ? entry.linkTarget()
            : entry.kind() == Kind.FILE ? content(in, name) : "");
  }

  private static String content(WritableDirectory in, RawPath name) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(4096);
    try (var file = in.open(name)) {
      while (buffer.hasRemaining() && file.read(buffer, buffer.position()) > 0) {
        // A read may give less than there is.
      }
    }
    return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
  }
}
