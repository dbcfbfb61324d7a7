package io.camelmirror.tree.memory;

import io.camelmirror.tree.GoneException;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.MountsInSource;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.ReadOptions;
import io.camelmirror.tree.Site;
import io.camelmirror.tree.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;

/** Two trees in memory, and others beside them: no call of an operating system is made. */
public final class MemorySite implements Site {

  private static final Path SOURCE = Path.of("/memory/source");
  private static final Path REPLICA = Path.of("/memory/replica");

  /** The root of all. */
  private final MemoryNode top;

  private Set<Path> listed = Set.of();
  private Set<Path> expected = Set.of();

  /**
   * Makes a site with an empty source and no replica.
   *
   * @param disk the disk of the replica, and of all that lies outside both trees
   */
  public MemorySite(MemoryDisk source, MemoryDisk disk) {
    top = disk.make(Kind.DIRECTORY, 0755);
    find(SOURCE.getParent(), true).put(RawPath.nameOf(SOURCE), source.make(Kind.DIRECTORY, 0755));
  }

  /** Finds a folder; null when it is not there, and not to be made. */
  synchronized MemoryNode find(Path folder, boolean create) {
    MemoryNode at = top;
    for (Path each : folder) {
      RawPath name = RawPath.of(each);
      if (create && !at.children.containsKey(name)) {
        at.put(name, at.disk.make(Kind.DIRECTORY, 0755));
      }
      at = at.children.get(name);
      if (at == null) {
        return null;
      }
    }
    return at;
  }

  /** Writes a file that is there already. */
  public void write(Path root, Path file, String content) throws IOException {
    MemoryTree tree = openOutside(root, ReadOptions.PLAIN, false);
    Path parent = file.getParent() == null ? Path.of("") : file.getParent();
    MemoryNode node = tree.open(parent).child(RawPath.nameOf(file));
    synchronized (this) {
      node.write(content.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Mounts an empty disk at a name of a root. */
  public synchronized void mount(Path root, String name, MemoryDisk other) {
    find(root, false).put(RawPath.of(Path.of(name)), other.make(Kind.DIRECTORY, 0755));
  }

  /** Has the system list these mount points of the source, and no others. */
  void list(Path... points) {
    listed = Set.of(points);
  }

  /** Has the system configured to mount something at these points of the source. */
  void expect(Path... points) {
    expected = Set.of(points);
  }

  @Override
  public MountsInSource mountsInSource() {
    return new MountsInSource(listed, expected, Set.of());
  }

  @Override
  public Path source() {
    return SOURCE;
  }

  @Override
  public Path replica() {
    return REPLICA;
  }

  @Override
  public void createReplica() {
    find(REPLICA, true);
  }

  @Override
  public void lock() {
    // Nobody else knows of it.
  }

  @Override
  public void unlock() {
    // Nobody else knows of it.
  }

  @Override
  public Trees open(ReadOptions options, boolean replicaMayBeMissing) throws IOException {
    MemoryNode source = find(SOURCE, false);
    MemoryNode replica = find(REPLICA, false);
    if (source == null || replica == null) {
      throw new GoneException(
          source == null ? "source" : "replica", source == null ? SOURCE : REPLICA, "removed");
    }
    return new Trees(
        new MemoryTree(this, SOURCE, source, options),
        new MemoryTree(this, REPLICA, replica, options.ofReplica()));
  }

  @Override
  public MemoryTree openOutside(Path folder, ReadOptions options, boolean create)
      throws IOException {
    MemoryNode root = find(folder, create);
    if (root == null) {
      throw new NoSuchFileException(folder.toString());
    }
    return new MemoryTree(this, folder, root, options);
  }

  @Override
  public boolean isReplicaFailure(IOException failure) {
    return false;
  }
}
