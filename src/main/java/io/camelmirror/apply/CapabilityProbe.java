package io.camelmirror.apply;

import io.camelmirror.diff.Capabilities;
import io.camelmirror.diff.CapabilitySource;
import io.camelmirror.diff.NotKeptListener;
import io.camelmirror.tree.Capability;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.NotSupportedException;
import io.camelmirror.tree.Privileges;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.TemporaryName;
import io.camelmirror.tree.Timestamp;
import io.camelmirror.tree.WritableDirectory;
import io.camelmirror.tree.WritableFile;
import io.camelmirror.tree.WritableHandle;
import io.camelmirror.tree.WritableTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Probes what the replica's file systems store by writing to a temporary file there. It probes a
 * capability only when first asked, and caches the answer by device number.
 */
public final class CapabilityProbe implements CapabilitySource {

  /** Not a multiple of any common granularity. */
  private static final Timestamp ODD_TIME = new Timestamp(1_600_000_001, 123456789);

  /**
   * Common granularities of file times in nanoseconds: exact, 100 ns, 1 µs, 1 ms, 10 ms, 1 s, 2 s.
   */
  private static final long[] GRANULARITIES = {
    1, 100, 1_000, 1_000_000, 10_000_000, 1_000_000_000, 2_000_000_000
  };

  private static final int ODD_MODE = 0640;

  /** Owners that this process is unlikely to run as. Not all of them can be set everywhere. */
  private static final int[] ODD_OWNERS = {54321, 1, 65534};

  private static final RawPath LINK_TEXT = RawPath.of("x".getBytes(StandardCharsets.US_ASCII));
  private static final long NULL_DEVICE = 0x103;
  private static final Path ROOT = Path.of("");

  private final Supplier<WritableTree> replica;
  private final Privileges privileges;
  private final NotKeptListener listener;
  private final Map<Long, Capabilities> known = new ConcurrentHashMap<>();

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
      return assumed(of(device), capability);
    }
  }

  @Override
  public Timestamp stored(Path directory, Timestamp wanted) {
    try (WritableDirectory in = replica.get().enter(directory)) {
      return inFile(in, (file, name) -> stored(file, wanted));
    } catch (IOException e) {
      return wanted;
    }
  }

  /**
   * Returns true if a file system lacks a capability, and tells the listener. Called after an
   * operation failed there.
   *
   * @param in a directory on the file system
   */
  boolean lacks(WritableDirectory in, Capability capability) throws IOException {
    long device = in.self().inode().device();
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
      long directory = in.self().inode().device();
      found =
          replica.get().withoutCalls().contains(capability)
              ? before.with(capability, false)
              : find(in, before, capability);
      if (found.lacks(capability) && isInRoot(directory, before, capability)) {
        // Only this directory refuses; others may not.
        return assumed(before, capability);
      }
      // On an overlay, files have other device numbers than their directory.
      if (directory != device
          && inFile(in, (file, name) -> file.self().inode().device()) != device) {
        return found;
      }
    } catch (IOException e) {
      return assumed(before, capability);
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
      return root.self().inode().device() == device
          && !find(root, before, capability).lacks(capability);
    } catch (IOException e) {
      return false;
    }
  }

  /** Without write access a probe is impossible; the assumption is not cached. */
  private static Capabilities assumed(Capabilities before, Capability capability) {
    return capability == Capability.TIMES
        ? before.withGranularity(1)
        : before.with(capability, true);
  }

  private Capabilities find(WritableDirectory in, Capabilities before, Capability capability)
      throws IOException {
    if (capability == Capability.TIMES) {
      return before.withGranularity(inFile(in, (file, name) -> granularity(file)));
    }
    return before.with(
        capability, inFile(in, (file, name) -> isSupported(in, file, name, capability)));
  }

  private boolean isSupported(
      WritableDirectory in, WritableFile file, RawPath name, Capability capability)
      throws IOException {
    try {
      return isStored(in, file, name, capability);
    } catch (NotSupportedException e) {
      return false;
    }
  }

  private boolean isStored(
      WritableDirectory in, WritableFile file, RawPath name, Capability capability)
      throws IOException {
    return switch (capability) {
      case TIMES, SPARSE -> true;
      case MODES -> {
        file.setMode(ODD_MODE);
        yield file.self().mode() == ODD_MODE;
      }
      case OWNERS -> storesOwner(file);
      case GROUPS -> storesGroup(file);
      case XATTRS -> {
        file.setExtended("user.camel-mirror", new byte[] {1});
        yield true;
      }
      case ACLS -> {
        file.setExtended("system.posix_acl_access", accessList());
        yield true;
      }
      case LINKS -> isMade(in, second -> in.createLink(second, LINK_TEXT));
      case LINK_TIMES -> isMade(in, second -> setTimeOfLink(in, second));
      case HARD_LINKS -> isMade(in, second -> in.createHardLink(in, name, second));
      case FIFOS -> isMade(in, second -> in.createNode(second, Kind.FIFO, 0));
      case DEVICES ->
          isMade(in, second -> in.createNode(second, Kind.CHARACTER_DEVICE, NULL_DEVICE));
    };
  }

  private static void setTimeOfLink(WritableDirectory in, RawPath link) throws IOException {
    in.createLink(link, LINK_TEXT);
    try (WritableHandle entry = in.openEntry(link)) {
      entry.setModified(ODD_TIME);
    } catch (NotSupportedException e) {
      in.delete(link, false);
      throw e;
    }
  }

  private static boolean storesOwner(WritableFile file) throws IOException {
    for (int owner : ODD_OWNERS) {
      try {
        file.setOwner(owner, owner);
        return file.self().uid() == owner && file.self().gid() == owner;
      } catch (NotSupportedException e) {
        // A user namespace may not map this owner.
      }
    }
    return false;
  }

  private boolean storesGroup(WritableFile file) throws IOException {
    if (privileges.mayGiveAway()) {
      return storesOwner(file);
    }
    int own = file.self().gid();
    for (int group : privileges.groups()) {
      if (group != own) {
        file.setOwner(-1, group);
        return file.self().gid() == group;
      }
    }
    return true;
  }

  /** An ACL equivalent to mode 0600. */
  private static byte[] accessList() {
    ByteBuffer list = ByteBuffer.allocate(28).order(ByteOrder.LITTLE_ENDIAN).putInt(2);
    for (short[] entry : new short[][] {{0x01, 6}, {0x04, 0}, {0x20, 0}}) {
      list.putShort(entry[0]).putShort(entry[1]).putInt(-1);
    }
    return list.array();
  }

  private static long granularity(WritableFile file) throws IOException {
    Timestamp stored = stored(file, ODD_TIME);
    long wanted = ODD_TIME.toNanos();
    for (long nanos : GRANULARITIES) {
      if (stored.equals(Timestamp.ofNanos(wanted - wanted % nanos))) {
        return nanos;
      }
    }
    return 0;
  }

  private static Timestamp stored(WritableFile file, Timestamp wanted) throws IOException {
    file.setModified(wanted);
    return file.self().modified();
  }

  /** Creates something next to the file and removes it again. */
  private static boolean isMade(WritableDirectory in, Making making) throws IOException {
    RawPath second = TemporaryName.next();
    making.make(second);
    in.delete(second, false);
    return true;
  }

  /** Runs an action on a new file, then restores the directory. */
  private static <T> T inFile(WritableDirectory in, Attempt<T> attempt) throws IOException {
    Entry before = in.self();
    RawPath name = TemporaryName.next();
    try (WritableFile file = in.createFile(name)) {
      return attempt.run(file, name);
    } finally {
      if (in.read(name) != null) {
        in.delete(name, false);
        in.setModified(before.modified());
      }
    }
  }

  private interface Attempt<T> {
    T run(WritableFile file, RawPath name) throws IOException;
  }

  private interface Making {
    void make(RawPath name) throws IOException;
  }
}
