package io.camelmirror.tree.local;

import io.camelmirror.posix.Errno;
import io.camelmirror.posix.ErrnoException;
import io.camelmirror.posix.Reads;
import io.camelmirror.posix.Stat;
import io.camelmirror.posix.Writes;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.ExtendedAttributes;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.NotSupportedException;
import io.camelmirror.tree.Privileges;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.ReadOptions;
import io.camelmirror.tree.WritableDirectory;
import io.camelmirror.tree.WritableFile;
import io.camelmirror.tree.WritableHandle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** A directory of the replica, opened by descriptor. */
final class WritablePosixDirectory extends PosixDirectory implements WritableDirectory {

  private static final byte[] HERE = {'.'};
  private static final int OWNER_ONLY_DIRECTORY = 0700;
  private static final int OWNER_ONLY = 0600;

  private static final byte[] DEFAULT_LIST =
      ExtendedAttributes.DEFAULT_ACCESS_LIST.getBytes(StandardCharsets.US_ASCII);

  private volatile Entry.Owner ownerOfNew;
  private final DefaultLists lists;

  /** Whether there is a default ACL; null unless this directory was opened to be listed. */
  private Boolean defaultList;

  WritablePosixDirectory(int descriptor, Path path, ReadOptions options, DefaultLists lists) {
    super(descriptor, path, options);
    this.lists = lists;
  }

  /**
   * Whether directories have a default ACL, for those used last. It holds for a directory that
   * nobody else can change.
   */
  static final class DefaultLists {

    /** A power of two. */
    private static final int PLACES = 64;

    private final AtomicReferenceArray<Known> places = new AtomicReferenceArray<>(PLACES);

    private record Known(Entry.Inode directory, boolean has) {}

    /** Returns null if it is not known. */
    Boolean of(Entry.Inode directory) {
      Known known = places.get(place(directory));
      return known != null && known.directory.equals(directory) ? known.has : null;
    }

    void keep(Entry.Inode directory, boolean has) {
      places.set(place(directory), new Known(directory, has));
    }

    private static int place(Entry.Inode directory) {
      return (int) directory.number() & PLACES - 1;
    }
  }

  @Override
  public WritableHandle openEntry(RawPath name) throws IOException {
    int entry = Reads.openEntry(descriptor(), name.bytes(), false);
    check(entry, name);
    return new Named(entry, path(), name, options().withAccessLists());
  }

  @Override
  public WritableFile createFile(RawPath name) throws IOException {
    int file = Writes.createFile(descriptor(), name.bytes());
    check(file, name);
    return new WritablePosixFile(file, path(), name, options());
  }

  @Override
  public Entry.Owner ownerOf(WritableFile made) throws IOException {
    Entry.Owner owner = ownerOfNew;
    if (owner == null) {
      owner = Entry.Owner.of(made.self());
      if (isProtected()) {
        ownerOfNew = owner;
      }
    }
    return owner;
  }

  @Override
  public boolean isProtected() throws IOException {
    Stat opened = opened();
    return Privileges.CURRENT.protects(opened.uid(), opened.mode());
  }

  @Override
  public void setExtended(String attribute, byte[] value) throws IOException {
    super.setExtended(attribute, value);
    if (attribute.equals(ExtendedAttributes.DEFAULT_ACCESS_LIST)) {
      lists.keep(inode(), value != null);
    }
  }

  @Override
  public boolean hasDefaultAccessList() throws IOException {
    if (defaultList != null) {
      return defaultList;
    }
    if (!isProtected()) {
      return readDefaultList(true);
    }
    Boolean known = lists.of(inode());
    if (known == null) {
      known = readDefaultList(true);
      lists.keep(inode(), known);
    }
    return known;
  }

  /** Looks for a default ACL once, because this directory was opened to be listed. */
  void opensForListing() throws IOException {
    defaultList = readDefaultList(false);
    if (defaultList) {
      // What others have created here has inherited an ACL.
      readAccessLists();
    }
  }

  private boolean readDefaultList(boolean path) throws IOException {
    try {
      return Reads.hasAttribute(descriptor(), DEFAULT_LIST, path);
    } catch (ErrnoException e) {
      throw e.about(path());
    }
  }

  @Override
  public void createDirectory(RawPath name) throws IOException {
    check(Writes.makeDirectory(descriptor(), name.bytes(), OWNER_ONLY_DIRECTORY), name);
  }

  @Override
  public void createLink(RawPath name, RawPath target) throws IOException {
    check(Writes.makeLink(target.bytes(), descriptor(), name.bytes()), name);
  }

  @Override
  public void createNode(RawPath name, Kind kind, long rdev) throws IOException {
    int mode = StatMode.type(kind) | OWNER_ONLY;
    check(Writes.makeNode(descriptor(), name.bytes(), mode, rdev), name);
  }

  @Override
  public void createHardLink(WritableHandle entry, RawPath name) throws IOException {
    int result = Writes.linkHard(((PosixHandle) entry).descriptor(), descriptor(), name.bytes());
    if (result == -Errno.EMLINK || result == -Errno.EXDEV) {
      throw new NotSupportedException(path().resolve(name.path()).toString(), Errno.text(-result));
    }
    check(result, name);
  }

  @Override
  public void rename(RawPath from, RawPath to, boolean replace) throws IOException {
    int result = Writes.rename(descriptor(), from.bytes(), descriptor(), to.bytes(), !replace);
    if (!replace && (result == -Errno.EINVAL || result == -Errno.ENOSYS)) {
      // The file system cannot rename without replacing.
      result = Writes.rename(descriptor(), from.bytes(), descriptor(), to.bytes(), false);
    }
    check(result, to);
  }

  @Override
  public boolean move(RawPath name, WritableDirectory to, RawPath newName) throws IOException {
    int result = Writes.rename(descriptor(), name.bytes(), descriptor(to), newName.bytes(), true);
    if (result == -Errno.EXDEV || result == -Errno.EINVAL || result == -Errno.ENOSYS) {
      return false;
    }
    check(result, to.path().resolve(newName.path()));
    return true;
  }

  @Override
  public void delete(RawPath name, boolean directory) throws IOException {
    check(Writes.delete(descriptor(), name.bytes(), directory), name);
  }

  @Override
  public void sync() throws IOException {
    throughReopened(Writes::sync);
  }

  @Override
  public void syncFileSystem() throws IOException {
    throughReopened(Writes::syncFileSystem);
  }

  /** Reopens the directory for calls that reject an O_PATH descriptor. */
  private void throughReopened(Call call) throws IOException {
    int reopened = Reads.openDirectory(descriptor(), HERE, true, false);
    check(reopened, path());
    int result = call.on(reopened);
    Reads.close(reopened);
    check(result, path());
  }

  private interface Call {
    int on(int descriptor);
  }

  private static int descriptor(WritableDirectory directory) {
    return ((WritablePosixDirectory) directory).descriptor();
  }

  private void check(int result, RawPath name) throws IOException {
    if (result < 0) {
      check(result, path().resolve(name.path()));
    }
  }

  /** An entry opened with O_PATH; it may be a link. */
  private static final class Named extends PosixHandle implements WritableHandle {

    Named(int descriptor, Path directory, RawPath name, ReadOptions options) {
      super(descriptor, directory, name, options);
    }

    @Override
    public void sync() {
      // fsync rejects an O_PATH descriptor; the parent directory is synced instead.
    }
  }
}
