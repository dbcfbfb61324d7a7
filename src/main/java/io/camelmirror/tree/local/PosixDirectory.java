package io.camelmirror.tree.local;

import io.camelmirror.posix.Errno;
import io.camelmirror.posix.ErrnoException;
import io.camelmirror.posix.Listing;
import io.camelmirror.posix.Reads;
import io.camelmirror.posix.Stat;
import io.camelmirror.posix.StatPair;
import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.NameList;
import io.camelmirror.tree.OpenFile;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.ReadOptions;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A directory opened by descriptor. */
class PosixDirectory extends PosixHandle implements Directory {

  private boolean listed;
  private ReadOptions namesRead;
  private volatile Stat opened;
  private volatile Entry.Inode inode;

  PosixDirectory(int descriptor, Path path, ReadOptions options) {
    super(descriptor, path, RawPath.SELF, options);
    namesRead = options;
  }

  /** The metadata when this directory was first asked for it. */
  final Stat opened() throws IOException {
    Stat stat = opened;
    if (stat == null) {
      try {
        stat = Reads.stat(descriptor());
      } catch (ErrnoException e) {
        throw e.about(path());
      }
      opened = stat;
    }
    return stat;
  }

  @Override
  public final Entry.Inode inode() throws IOException {
    Entry.Inode known = inode;
    if (known == null) {
      known = new Entry.Inode(opened().device(), opened().inode());
      inode = known;
    }
    return known;
  }

  /** Reads the entries in this directory with their ACLs, whatever the options say. */
  final void readAccessLists() {
    namesRead = namesRead.withAccessLists();
  }

  @Override
  public NameList list(RawPath after) throws IOException {
    NameList.Builder names = new NameList.Builder(after);
    list((buffer, from, length, type) -> names.add(buffer, from, length));
    return names.build();
  }

  @Override
  public boolean isEmpty() throws IOException {
    boolean[] empty = {true};
    list((buffer, from, length, type) -> empty[0] = false);
    return empty[0];
  }

  private void list(Listing.Names names) throws IOException {
    if (listed) {
      Listing.rewind(descriptor());
    }
    listed = true;
    try {
      Listing.list(descriptor(), names);
    } catch (ErrnoException e) {
      throw e.about(path());
    }
  }

  @Override
  public long count(Consumer<RawPath> directories) throws IOException {
    List<RawPath> unknown = new ArrayList<>();
    long[] count = {0};
    list(
        (buffer, from, length, type) -> {
          count[0]++;
          if (type == 0) {
            unknown.add(RawPath.of(Reads.bytes(buffer, from, length)));
          } else if (StatMode.kind(type) == Kind.DIRECTORY) {
            directories.accept(RawPath.of(Reads.bytes(buffer, from, length)));
          }
        });
    for (RawPath name : unknown) {
      Entry entry = read(name);
      if (entry != null && entry.isDirectory()) {
        directories.accept(name);
      }
    }
    return count[0];
  }

  @Override
  public final Entry read(RawPath name) throws IOException {
    try {
      Stat stat = Reads.stat(descriptor(), name.bytes(), options().followLinks());
      if (stat != null) {
        return entry(name.bytes(), stat, namesRead);
      }
      if (options().followLinks() && Reads.stat(descriptor(), name.bytes(), false) != null) {
        throw new FileSystemException(
            path().resolve(name.path()).toString(), null, "the link leads nowhere");
      }
      return null;
    } catch (ErrnoException e) {
      throw e.about(path().resolve(name.path()));
    }
  }

  @Override
  public final Entry.Pair read(RawPath name, Directory other) throws IOException {
    if (!(other instanceof PosixDirectory that) || looksTwice() || that.looksTwice()) {
      return new Entry.Pair(read(name), other.read(name));
    }
    StatPair pair = StatPair.look(descriptor(), that.descriptor(), name.bytes());
    if (pair.isSameFile() && !namesRead.hides(pair.mode())) {
      return Entry.Pair.SAME_FILE;
    }
    return new Entry.Pair(entry(name, pair::one), that.entry(name, pair::other));
  }

  /** Returns true if a single stat call is not enough to read an entry. */
  private boolean looksTwice() {
    return namesRead.followLinks() || namesRead.wantsExtended();
  }

  private Entry entry(RawPath name, Seen seen) throws IOException {
    try {
      Stat stat = seen.get();
      return stat == null ? null : entry(name.bytes(), stat, namesRead);
    } catch (ErrnoException e) {
      throw e.about(path().resolve(name.path()));
    }
  }

  private interface Seen {
    Stat get() throws ErrnoException;
  }

  @Override
  public final OpenFile open(RawPath name) throws IOException {
    int file = Reads.openFile(descriptor(), name.bytes(), options().followLinks());
    if (file < 0) {
      throw Errno.exception(file, path().resolve(name.path()));
    }
    return new PosixFile(file, path(), name, options());
  }
}
