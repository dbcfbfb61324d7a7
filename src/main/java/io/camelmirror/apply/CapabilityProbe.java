package io.camelmirror.apply;

import io.camelmirror.diff.Capabilities;
import io.camelmirror.diff.CapabilitySource;
import io.camelmirror.diff.NotKeptListener;
import io.camelmirror.tree.Capability;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Privileges;
import io.camelmirror.tree.Timestamp;
import io.camelmirror.tree.WritableDirectory;
import io.camelmirror.tree.WritableTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Probes what the replica's file systems store by writing to a temporary file there. It probes a
 * capability only when first asked, and caches the answer by device number.
 */
public final class CapabilityProbe implements CapabilitySource {

  private static final Path ROOT = Path.of("");

  private final Supplier<WritableTree> replica;
  private final Privileges privileges;
  private final NotKeptListener listener;
  private final Map<Long, Capabilities> known = new ConcurrentHashMap<>();
  private final Set<Entry.Inode> stuck = ConcurrentHashMap.newKeySet();

  /**
   * Creates a probe without writing anything.
   *
   * @param replica supplies the tree of the current pass
   * @param listener is told about missing capabilities when they matter
   */
  public CapabilityProbe(
      Supplier<WritableTree> replica, Privileges privileges, NotKeptListener listener) {
    this.replica = replica;
    this.privileges = privileges;
    this.listener = listener;
  }

  @Override
  public Capabilities of(long device) {
    Capabilities found = known.get(device);
    return found == null ? Capabilities.UNKNOWN : found;
  }

  @Override
  public Capabilities probe(Path directory, long device, Capability capability) {
    try (WritableDirectory in = replica.get().enter(directory)) {
      return probe(in, device, capability);
    } catch (IOException e) {
      return Capabilities.assumed(of(device), capability);
    }
  }

  @Override
  public Timestamp stored(Path directory, Timestamp wanted) {
    try (WritableDirectory in = replica.get().enter(directory)) {
      return new CapabilityTrial(in, privileges).stored(wanted);
    } catch (IOException e) {
      return wanted;
    }
  }

  /**
   * Records a directory in which a temporary file can be neither renamed nor removed. Nothing more
   * is created there until the next pass.
   */
  void stuck(WritableDirectory in) throws IOException {
    stuck.add(in.inode());
  }

  boolean isStuck(WritableDirectory in) throws IOException {
    return !stuck.isEmpty() && stuck.contains(in.inode());
  }

  /** Lets a new pass try again what was impossible in the one before. */
  public void passBegins() {
    stuck.clear();
  }

  /**
   * Returns true if a file system lacks a capability, and tells the listener. Called after an
   * operation failed there.
   *
   * @param in a directory on the file system
   */
  boolean lacks(WritableDirectory in, Capability capability) throws IOException {
    long device = in.inode().device();
    Capabilities found = probe(in, device, capability);
    boolean lacks = found.lacks(capability);
    if (lacks) {
      listener.notKept(capability, found);
    }
    return lacks;
  }

  private synchronized Capabilities probe(
      WritableDirectory in, long device, Capability capability) {
    Capabilities before = of(device);
    if (before.knows(capability)) {
      return before;
    }
    Capabilities found;
    try {
      if (isStuck(in)) {
        return Capabilities.assumed(before, capability);
      }
      long directory = in.inode().device();
      found =
          replica.get().withoutCalls().contains(capability)
              ? before.with(capability, false)
              : find(in, before, capability);
      if (found.lacks(capability) && isInRoot(directory, before, capability)) {
        // Only this directory refuses; others may not.
        return Capabilities.assumed(before, capability);
      }
      // On an overlay, files have other device numbers than their directory.
      if (directory != device && new CapabilityTrial(in, privileges).deviceOfFiles() != device) {
        return found;
      }
    } catch (IOException e) {
      // Without write access a probe is impossible; the assumption is not cached.
      return Capabilities.assumed(before, capability);
    }
    known.put(device, found);
    return found;
  }

  /**
   * Returns true if the root is on the same file system and has a capability that a directory
   * lacks.
   */
  private boolean isInRoot(long device, Capabilities before, Capability capability) {
    WritableTree tree = replica.get();
    if (tree.withoutCalls().contains(capability)) {
      return false;
    }
    try (WritableDirectory root = tree.enter(ROOT)) {
      return root.inode().device() == device && !find(root, before, capability).lacks(capability);
    } catch (IOException e) {
      return false;
    }
  }

  private Capabilities find(WritableDirectory in, Capabilities before, Capability capability)
      throws IOException {
    if (capability == Capability.TIMES) {
      return before.withGranularity(new CapabilityTrial(in, privileges).granularity());
    }
    return before.with(capability, new CapabilityTrial(in, privileges).has(capability));
  }
}
