package io.camelmirror.tree;

import io.camelmirror.posix.Errno;
import io.camelmirror.posix.ErrnoException;
import io.camelmirror.posix.Reads;
import io.camelmirror.posix.Stat;
import io.camelmirror.posix.StatPair;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A directory held by its descriptor. */
public final class PosixDirectory extends PosixHeld implements Directory {

  private volatile Owner ownerOfNew;

  PosixDirectory(int descriptor, Path path, Look look) {
    super(descriptor, path, RawPath.SELF, look);
  }

  @Override
  public boolean followsLinks() {
    return look().followLinks();
  }

  @Override
  public NameList list() throws IOException {
    try {
      NameList.Builder names = new NameList.Builder();
      Reads.list(descriptor(), (buffer, from, length, type) -> names.add(buffer, from, length));
      return names.build();
    } catch (ErrnoException e) {
      throw e.about(path());
    }
  }

  @Override
  public int count(Consumer<RawPath> directories) throws IOException {
    List<RawPath> unknown = new ArrayList<>();
    int[] count = {0};
    try {
      Reads.list(
          descriptor(),
          (buffer, from, length, type) -> {
            count[0]++;
            if (type == 0) {
              unknown.add(RawPath.of(Reads.bytes(buffer, from, length)));
            } else if (StatMode.kind(type) == Kind.DIRECTORY) {
              directories.accept(RawPath.of(Reads.bytes(buffer, from, length)));
            }
          });
    } catch (ErrnoException e) {
      throw e.about(path());
    }
    for (RawPath name : unknown) {
      Entry entry = read(name);
      if (entry != null && entry.isDirectory()) {
        directories.accept(name);
      }
    }
    return count[0];
  }

  @Override
  public Entry read(RawPath name) throws IOException {
    try {
      Stat stat = Reads.stat(descriptor(), name.bytes(), look().followLinks());
      if (stat != null) {
        return entry(name.bytes(), stat);
      }
      if (look().followLinks() && Reads.stat(descriptor(), name.bytes(), false) != null) {
        throw new FileSystemException(
            path().resolve(name.path()).toString(), null, "the link leads nowhere");
      }
      return null;
    } catch (ErrnoException e) {
      throw e.about(path().resolve(name.path()));
    }
  }

  @Override
  public EntryPair read(RawPath name, Directory other) throws IOException {
    PosixDirectory that = (PosixDirectory) other;
    if (looksTwice() || that.looksTwice()) {
      return new EntryPair(read(name), that.read(name));
    }
    StatPair pair = StatPair.look(descriptor(), that.descriptor(), name.bytes());
    if (pair.isSameFile()) {
      return EntryPair.SAME_FILE;
    }
    return new EntryPair(entry(name, pair::one), that.entry(name, pair::other));
  }

  /** Whether one call does not tell all that is wanted of a file. */
  private boolean looksTwice() {
    return look().followLinks() || look().wantsExtended();
  }

  private Entry entry(RawPath name, Seen seen) throws IOException {
    try {
      Stat stat = seen.get();
      return stat == null ? null : entry(name.bytes(), stat);
    } catch (ErrnoException e) {
      throw e.about(path().resolve(name.path()));
    }
  }

  private interface Seen {
    Stat get() throws ErrnoException;
  }

  @Override
  public Owner ownerOf(Held made) throws IOException {
    Owner owner = ownerOfNew;
    if (owner == null) {
      owner = Owner.of(made.self());
      ownerOfNew = owner;
    }
    return owner;
  }

  @Override
  public PosixContent open(RawPath name) throws IOException {
    int file = Reads.openFile(descriptor(), name.bytes(), look().followLinks());
    if (file < 0) {
      throw Errno.exception(file, path().resolve(name.path()));
    }
    return hold(file, name);
  }

  /** Takes over a file in it that has been opened. */
  public PosixContent hold(int file, RawPath name) {
    return new PosixContent(file, path(), name, look());
  }
}
