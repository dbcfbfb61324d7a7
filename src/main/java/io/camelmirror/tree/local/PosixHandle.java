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
import io.camelmirror.tree.OpenHandle;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.ReadOptions;
import io.camelmirror.tree.Timestamp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An object opened by descriptor. The setters work with an {@code O_PATH} descriptor; a subclass
 * that offers them implements {@link io.camelmirror.tree.WritableHandle}.
 */
abstract class PosixHandle implements OpenHandle {

  private static final byte[] SELF = RawPath.SELF.bytes();

  private final int descriptor;
  private final Path directory;
  private final RawPath name;
  private final ReadOptions options;

  /** Reference count; the last user closes the descriptor. */
  private final AtomicInteger users = new AtomicInteger(1);

  /**
   * Takes ownership of a descriptor.
   *
   * @param name the object's name in the directory; the empty name for the directory itself
   */
  PosixHandle(int descriptor, Path directory, RawPath name, ReadOptions options) {
    this.descriptor = descriptor;
    this.directory = directory;
    this.name = name;
    this.options = options;
  }

  /** The descriptor, valid until this handle is closed. */
  final int descriptor() {
    return descriptor;
  }

  @Override
  public final Path path() {
    return name == RawPath.SELF ? directory : directory.resolve(name.path());
  }

  final ReadOptions options() {
    return options;
  }

  @Override
  public final Entry self() throws IOException {
    try {
      return entry(descriptor, Reads.stat(descriptor), options);
    } catch (ErrnoException e) {
      throw e.about(path());
    }
  }

  @Override
  public Entry.Inode inode() throws IOException {
    try {
      Stat stat = Reads.stat(descriptor);
      return new Entry.Inode(stat.device(), stat.inode());
    } catch (ErrnoException e) {
      throw e.about(path());
    }
  }

  /**
   * The entry of a name in this directory.
   *
   * @param stat its metadata
   * @return null if it no longer exists
   */
  final Entry entry(byte[] name, Stat stat, ReadOptions reading) throws ErrnoException {
    if (StatMode.kind(stat.mode()) != Kind.LINK && !hasExtended(name, reading)) {
      return entry(stat, null, ExtendedAttributes.NONE, reading);
    }
    // The rest takes several calls, which must not mix two entries that exchange their names.
    int opened = Reads.openEntry(descriptor, name, reading.followLinks());
    if (opened == -Errno.ENOENT) {
      return null;
    }
    if (opened < 0) {
      throw new ErrnoException(opened);
    }
    try {
      return entry(opened, Reads.stat(opened), reading);
    } finally {
      Reads.close(opened);
    }
  }

  private boolean hasExtended(byte[] name, ReadOptions reading) throws ErrnoException {
    try {
      return reading.wantsExtended()
          && !Reads.listAttributes(descriptor, name, reading.followLinks()).isEmpty();
    } catch (ErrnoException e) {
      if (e.number() == Errno.ENOENT) {
        return false;
      }
      throw e;
    }
  }

  /** The entry of an open object. */
  private static Entry entry(int descriptor, Stat stat, ReadOptions reading) throws ErrnoException {
    boolean link = StatMode.kind(stat.mode()) == Kind.LINK;
    return entry(
        stat,
        link ? RawPath.of(Reads.readLink(descriptor, SELF)) : null,
        reading.wantsExtended() ? extended(descriptor, reading) : ExtendedAttributes.NONE,
        reading);
  }

  private static Entry entry(
      Stat stat, RawPath target, ExtendedAttributes extended, ReadOptions reading) {
    Kind kind = StatMode.kind(stat.mode());
    return new Entry(
        kind,
        kind == Kind.FILE ? stat.size() : 0,
        new Timestamp(stat.modifiedSeconds(), stat.modifiedNanos()),
        reading.permissions(stat.mode()),
        stat.uid(),
        stat.gid(),
        target,
        kind.isDevice() ? stat.rdev() : 0,
        new Entry.Inode(stat.device(), stat.inode()),
        stat.links(),
        new Timestamp(stat.changedSeconds(), stat.changedNanos()),
        extended);
  }

  private static ExtendedAttributes extended(int descriptor, ReadOptions reading)
      throws ErrnoException {
    Map<String, byte[]> values = new HashMap<>();
    for (byte[] attribute : Reads.listAttributes(descriptor, SELF, true)) {
      String text = new String(attribute, StandardCharsets.ISO_8859_1);
      byte[] value = reading.wants(text) ? value(descriptor, attribute, reading) : null;
      if (value != null) {
        values.put(text, value);
      }
    }
    return ExtendedAttributes.of(values);
  }

  private static byte[] value(int descriptor, byte[] attribute, ReadOptions reading)
      throws ErrnoException {
    try {
      return Reads.attribute(descriptor, SELF, attribute, true);
    } catch (ErrnoException e) {
      if (reading.lenient() && e.number() == Errno.EACCES) {
        return ExtendedAttributes.UNREADABLE;
      }
      throw e;
    }
  }

  /**
   * Adds a user, who must close the handle too.
   *
   * @return false if the handle is already closed
   */
  final boolean share() {
    return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
  }

  @Override
  public final void close() {
    if (users.decrementAndGet() == 0) {
      Reads.close(descriptor);
    }
  }

  /** Sets the permission bits; exposed only by writable subclasses. */
  public void setMode(int mode) throws IOException {
    check(Writes.setModeOfPath(descriptor, mode), path());
  }

  /** Sets the modification time; exposed only by writable subclasses. */
  public void setModified(Timestamp time) throws IOException {
    check(Writes.setModifiedOfPath(descriptor, time.seconds(), time.nanos()), path());
  }

  /** Sets owner and group; exposed only by writable subclasses. */
  public void setOwner(int uid, int gid) throws IOException {
    check(Writes.setOwnerOfPath(descriptor, uid, gid), path());
  }

  /** Sets or removes an attribute; exposed only by writable subclasses. */
  public void setExtended(String attribute, byte[] value) throws IOException {
    byte[] key = attribute.getBytes(StandardCharsets.ISO_8859_1);
    int result =
        value == null
            ? Writes.removeAttribute(descriptor, key)
            : Writes.setAttribute(descriptor, key, value);
    if (value != null || result != -Errno.ENODATA && result != -Errno.EOPNOTSUPP) {
      check(result, path());
    }
  }

  /**
   * Throws the exception for a failed system call.
   *
   * @param result a negative errno, or any other value on success
   */
  static void check(int result, Path path) throws IOException {
    switch (-result) {
      case Errno.EPERM, Errno.EOPNOTSUPP, Errno.ENOSYS, Errno.EINVAL ->
          throw new NotSupportedException(path.toString(), Errno.text(-result));
      default -> {
        if (result < 0) {
          throw Errno.exception(result, path);
        }
      }
    }
  }
}
