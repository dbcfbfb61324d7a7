package io.camelmirror.tree;

import io.camelmirror.posix.Errno;
import io.camelmirror.posix.ErrnoException;
import io.camelmirror.posix.Reads;
import io.camelmirror.posix.Stat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A directory held by its descriptor. */
public final class PosixDirectory implements Directory {

  /** The name of a directory in itself. */
  private static final byte[] SELF = {};

  private final int descriptor;
  private final Path path;
  private final Look look;

  PosixDirectory(int descriptor, Path path, Look look) {
    this.descriptor = descriptor;
    this.path = path;
    this.look = look;
  }

  /** The descriptor; it is valid until this directory is closed. */
  public int descriptor() {
    return descriptor;
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public boolean followsLinks() {
    return look.followLinks();
  }

  @Override
  public RawPath[] list() throws IOException {
    try {
      RawPath[] names = Reads.list(descriptor).stream().map(RawPath::of).toArray(RawPath[]::new);
      Arrays.sort(names);
      return names;
    } catch (ErrnoException e) {
      throw e.about(path);
    }
  }

  @Override
  public Entry read(RawPath name) throws IOException {
    try {
      Stat stat = Reads.stat(descriptor, name.bytes(), look.followLinks());
      if (stat != null) {
        return entry(name.bytes(), stat);
      }
      if (look.followLinks() && Reads.stat(descriptor, name.bytes(), false) != null) {
        throw new FileSystemException(
            path.resolve(name.path()).toString(), null, "the link leads nowhere");
      }
      return null;
    } catch (ErrnoException e) {
      throw e.about(path.resolve(name.path()));
    }
  }

  @Override
  public Entry self() throws IOException {
    try {
      Stat stat = Reads.stat(descriptor);
      return entry(SELF, stat);
    } catch (ErrnoException e) {
      throw e.about(path);
    }
  }

  private Entry entry(byte[] name, Stat stat) throws ErrnoException {
    Kind kind = StatMode.kind(stat.mode());
    return new Entry(
        kind,
        kind == Kind.FILE ? stat.size() : 0,
        StatMode.time(stat.modifiedSeconds(), stat.modifiedNanos()),
        stat.mode() & StatMode.PERMISSIONS,
        stat.uid(),
        stat.gid(),
        kind == Kind.LINK ? target(name) : null,
        kind.isDevice() ? stat.rdev() : 0,
        new Entry.Inode(stat.device(), stat.inode()),
        stat.links(),
        StatMode.time(stat.changedSeconds(), stat.changedNanos()),
        look.wantsExtended() ? extended(name) : ExtendedAttributes.NONE);
  }

  // RACE: what is read after the kind is read of what has the name then. A pass that mixes two
  // entries sees at the next one what stands there.
  private RawPath target(byte[] name) throws ErrnoException {
    return RawPath.of(Reads.readLink(descriptor, name));
  }

  private ExtendedAttributes extended(byte[] name) throws ErrnoException {
    Map<String, byte[]> values = new HashMap<>();
    try {
      for (byte[] attribute : Reads.listAttributes(descriptor, name, look.followLinks())) {
        String text = new String(attribute, StandardCharsets.ISO_8859_1);
        byte[] value = look.wants(text) ? value(name, attribute) : null;
        if (value != null) {
          values.put(text, value);
        }
      }
    } catch (ErrnoException e) {
      if (e.number() != Errno.ENOENT) {
        throw e;
      }
    }
    return ExtendedAttributes.of(values);
  }

  private byte[] value(byte[] name, byte[] attribute) throws ErrnoException {
    try {
      return Reads.attribute(descriptor, name, attribute, look.followLinks());
    } catch (ErrnoException e) {
      if (look.lenient() && e.number() == Errno.EACCES) {
        return ExtendedAttributes.UNREADABLE;
      }
      throw e;
    }
  }

  @Override
  public PosixContent open(RawPath name) throws IOException {
    int file = Reads.openFile(descriptor, name.bytes(), look.followLinks());
    if (file < 0) {
      throw Errno.exception(file, path.resolve(name.path()));
    }
    return new PosixContent(file, path.resolve(name.path()));
  }

  @Override
  public void close() {
    Reads.close(descriptor);
  }
}
