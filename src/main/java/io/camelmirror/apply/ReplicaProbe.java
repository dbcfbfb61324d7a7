package io.camelmirror.apply;

import io.camelmirror.diff.ReplicaFileSystem;
import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.TemporaryName;
import io.camelmirror.tree.TreeRoot;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Finds out what the replica's file system makes of times, permissions and owners, by writing them
 * to a file of its own. It does so only when something differs that may have been rounded; on most
 * disks once.
 */
public final class ReplicaProbe implements ReplicaFileSystem {

  /** Not a whole number of anything. */
  private static final FileTime ODD =
      FileTime.from(Instant.ofEpochSecond(1_600_000_001, 123456789));

  /** From here to {@link #LAST}, a file system that keeps one time keeps all. */
  private static final FileTime FIRST = FileTime.from(Instant.EPOCH);

  private static final FileTime LAST = FileTime.from(Instant.ofEpochSecond(Integer.MAX_VALUE));

  /** In nanoseconds: file systems that round do so to a multiple of this. */
  private static final int FINEST_ROUNDING = 100;

  private static final int ODD_MODE = 0640;

  /** One that no process of this program is likely to have. */
  private static final int ODD_OWNER = 54321;

  private final Supplier<TreeRoot> replica;
  private final FileOperations operations;
  private RawPath file;
  private Boolean exact;
  private Boolean modes;
  private Boolean owners;

  /**
   * Makes a probe, which has not written anything.
   *
   * @param replica gives the root in which it writes
   */
  public ReplicaProbe(Supplier<TreeRoot> replica) {
    this(replica, FileOperations.best());
  }

  ReplicaProbe(Supplier<TreeRoot> replica, FileOperations operations) {
    this.replica = replica;
    this.operations = operations;
  }

  @Override
  public boolean stores(FileTime wanted, FileTime found) {
    boolean usual = wanted.compareTo(FIRST) >= 0 && wanted.compareTo(LAST) <= 0;
    boolean rounded = found.toInstant().getNano() % FINEST_ROUNDING == 0;
    return (rounded || !usual) && probedStores(wanted, found, usual);
  }

  private synchronized boolean probedStores(FileTime wanted, FileTime found, boolean usual) {
    if (exact == null) {
      exact = ODD.equals(probe(ODD));
    }
    return (exact && usual ? wanted : probe(wanted)).equals(found);
  }

  @Override
  public synchronized boolean storesModes() {
    if (modes == null) {
      modes = probeMode();
    }
    return modes;
  }

  @Override
  public synchronized boolean storesOwners() {
    if (owners == null) {
      owners = probeOwner();
    }
    return owners;
  }

  private FileTime probe(FileTime wanted) {
    try (Directory root = root()) {
      RawPath name = file(root);
      operations.setModified(root, name, wanted);
      return root.read(name).modified();
    } catch (IOException e) {
      // Where nothing can be written, nothing can be found out: it is taken to keep everything.
      return wanted;
    }
  }

  private boolean probeMode() {
    try (Directory root = root()) {
      RawPath name = file(root);
      operations.setMode(root, name, ODD_MODE);
      Entry entry = root.read(name);
      return entry != null && entry.mode() == ODD_MODE;
    } catch (CannotKeepException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private boolean probeOwner() {
    try (Directory root = root()) {
      RawPath name = file(root);
      operations.setOwner(root, name, ODD_OWNER, ODD_OWNER);
      Entry entry = root.read(name);
      return entry != null && entry.uid() == ODD_OWNER && entry.gid() == ODD_OWNER;
    } catch (CannotKeepException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private Directory root() throws IOException {
    return replica.get().enter(Path.of(""));
  }

  private RawPath file(Directory root) throws IOException {
    if (file == null) {
      RawPath name = TemporaryName.next();
      operations.createFile(root, name).close();
      file = name;
    }
    return file;
  }

  /**
   * Removes what it has written.
   *
   * @return whether there was something, and the root's times have changed
   */
  public synchronized boolean clear() throws IOException {
    if (file == null) {
      return false;
    }
    RawPath name = file;
    file = null;
    try (Directory root = root()) {
      operations.delete(root, name, false);
    } catch (NoSuchFileException e) {
      // Somebody was faster.
    }
    return true;
  }
}
