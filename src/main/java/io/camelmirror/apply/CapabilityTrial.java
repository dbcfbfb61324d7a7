package io.camelmirror.apply;

import io.camelmirror.tree.Capability;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.ExtendedAttributes;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.NotSupportedException;
import io.camelmirror.tree.Privileges;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.TemporaryName;
import io.camelmirror.tree.Timestamp;
import io.camelmirror.tree.WritableDirectory;
import io.camelmirror.tree.WritableFile;
import io.camelmirror.tree.WritableHandle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Tries out in one directory what its file system stores, with a temporary file. */
final class CapabilityTrial {

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

  private final WritableDirectory in;
  private final Privileges privileges;

  CapabilityTrial(WritableDirectory in, Privileges privileges) {
    this.in = in;
    this.privileges = privileges;
  }

  /** Returns true if the file system has a capability other than that of times. */
  boolean has(Capability capability) throws IOException {
    return inFile(
        file -> {
          try {
            return isStored(file, capability);
          } catch (NotSupportedException e) {
            return false;
          }
        });
  }

  /** The device number of files; on an overlay it is another one than their directory's. */
  long deviceOfFiles() throws IOException {
    return inFile(file -> file.self().inode().device());
  }

  /** The granularity of modification times in nanoseconds; 0 if they follow no rule. */
  long granularity() throws IOException {
    return inFile(CapabilityTrial::granularity);
  }

  /** The modification time that is read back after another one was written. */
  Timestamp stored(Timestamp wanted) throws IOException {
    return inFile(file -> stored(file, wanted));
  }

  private boolean isStored(WritableFile file, Capability capability) throws IOException {
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
        file.setExtended(ExtendedAttributes.OWN_ACCESS_LIST, accessList());
        yield true;
      }
      case LINKS -> isMade(second -> in.createLink(second, LINK_TEXT));
      case LINK_TIMES -> isMade(second -> setTimeOfLink(second));
      case HARD_LINKS -> isMade(second -> in.createHardLink(file, second));
      case FIFOS -> isMade(second -> in.createNode(second, Kind.FIFO, 0));
      case DEVICES -> isMade(second -> in.createNode(second, Kind.CHARACTER_DEVICE, NULL_DEVICE));
    };
  }

  private void setTimeOfLink(RawPath link) throws IOException {
    in.createLink(link, LINK_TEXT);
    try (WritableHandle entry = in.openEntry(link)) {
      Entry made = entry.self();
      // Another user may have exchanged it for a hard link to one elsewhere.
      if (made.kind() == Kind.LINK && made.names() == 1 && privileges.trusts(made.uid())) {
        entry.setModified(ODD_TIME);
      }
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
  private boolean isMade(Making making) throws IOException {
    RawPath second = TemporaryName.next();
    making.make(second);
    in.delete(second, false);
    return true;
  }

  /** Runs an action on a new file, then restores the directory. */
  private <T> T inFile(Attempt<T> attempt) throws IOException {
    Entry before = in.self();
    RawPath name = TemporaryName.next();
    try (WritableFile file = in.createFile(name)) {
      return attempt.run(file);
    } finally {
      if (in.read(name) != null) {
        in.delete(name, false);
        in.setModified(before.modified());
      }
    }
  }

  private interface Attempt<T> {
    T run(WritableFile file) throws IOException;
  }

  private interface Making {
    void make(RawPath name) throws IOException;
  }
}
