package io.camelmirror.tree.local;

import io.camelmirror.posix.Errno;
import io.camelmirror.posix.ErrnoException;
import io.camelmirror.posix.Posix;
import io.camelmirror.posix.Reads;
import io.camelmirror.posix.Stat;
import io.camelmirror.posix.Writes;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.Way;
import java.io.IOException;
import java.nio.file.Path;

/** A place on a {@link Way} that is held by an open descriptor. */
final class DescriptorPlace implements Way.Place<DescriptorPlace> {

  private static final byte[] ROOT = {'/'};
  private static final byte[] SELF = {};

  private final int descriptor;
  private final Stat stat;
  private final Path asked;
  private boolean open = true;

  private DescriptorPlace(int descriptor, Stat stat, Path asked) {
    this.descriptor = descriptor;
    this.stat = stat;
    this.asked = asked;
  }

  /**
   * Begins at {@code /}.
   *
   * @param asked the path that failures name
   */
  static Way.Start<DescriptorPlace> startFor(Path asked) {
    return () -> of(Reads.openDirectory(Posix.NO_DIRECTORY, ROOT, false, false), asked);
  }

  private static DescriptorPlace of(int opened, Path asked) throws IOException {
    if (opened < 0) {
      throw Errno.exception(opened, asked);
    }
    try {
      return new DescriptorPlace(opened, Reads.stat(opened), asked);
    } catch (ErrnoException e) {
      Reads.close(opened);
      throw e.about(asked);
    }
  }

  @Override
  public DescriptorPlace enter(RawPath name) throws IOException {
    // To be opened as a directory lets an automounter mount what belongs there.
    int opened = Reads.openDirectory(descriptor, name.bytes(), false, false);
    if (opened == -Errno.ENOTDIR || opened == -Errno.ELOOP) {
      opened = Reads.openEntry(descriptor, name.bytes(), false);
    }
    return opened == -Errno.ENOENT ? null : of(opened, asked);
  }

  /** Makes a directory, unless it exists already, and opens it. */
  DescriptorPlace make(RawPath name, int mode) throws IOException {
    int made = Writes.makeDirectory(descriptor, name.bytes(), mode);
    if (made < 0 && made != -Errno.EEXIST) {
      throw Errno.exception(made, asked);
    }
    return of(Reads.openDirectory(descriptor, name.bytes(), false, false), asked);
  }

  int descriptor() {
    return descriptor;
  }

  /** Hands over the descriptor, which {@link #close} leaves open then. */
  int take() {
    open = false;
    return descriptor;
  }

  Stat stat() {
    return stat;
  }

  @Override
  public boolean isDirectory() {
    return StatMode.kind(stat.mode()) == Kind.DIRECTORY;
  }

  @Override
  public boolean isLink() {
    return StatMode.kind(stat.mode()) == Kind.LINK;
  }

  @Override
  public RawPath target() throws IOException {
    try {
      return RawPath.of(Reads.readLink(descriptor, SELF));
    } catch (ErrnoException e) {
      throw e.about(asked);
    }
  }

  @Override
  public int owner() {
    return stat.uid();
  }

  @Override
  public int mode() {
    return stat.mode();
  }

  @Override
  public Entry.Inode inode() {
    return new Entry.Inode(stat.device(), stat.inode());
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      Reads.close(descriptor);
    }
  }
}
