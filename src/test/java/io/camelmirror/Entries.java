package io.camelmirror;

import io.camelmirror.tree.Entry;
import io.camelmirror.tree.ExtendedAttributes;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.Timestamp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Builds entries that exist on no disk: {@code file().size(6).mode(0600).entry()}. Values that a
 * test does not set are the same for all entries of a kind.
 */
public final class Entries {

  public static final Instant TIME = Instant.parse("2024-01-01T00:00:00.123456789Z");

  /** Who owns them: a user with a group of the same number. */
  public static final int USER = 1000;

  private final Kind kind;
  private final Map<String, byte[]> extended = new TreeMap<>();
  private long size;
  private Instant modified = TIME;
  private Instant changed = TIME;
  private int mode = 0644;
  private int uid = USER;
  private int gid = USER;
  private Path target;
  private long rdev;
  private Entry.Inode inode = new Entry.Inode(1, 1);
  private int names = 1;

  private Entries(Kind kind) {
    this.kind = kind;
  }

  public static Entries file() {
    return new Entries(Kind.FILE).size(5);
  }

  public static Entries directory() {
    return new Entries(Kind.DIRECTORY).mode(0755);
  }

  public static Entries link(String target) {
    Entries link = new Entries(Kind.LINK).mode(0777);
    link.target = Path.of(target);
    return link;
  }

  public static Entries device(Kind kind, long rdev) {
    Entries device = new Entries(kind);
    device.rdev = rdev;
    return device;
  }

  /** One of each kind. */
  public static Entries of(Kind kind) {
    return switch (kind) {
      case FILE -> file();
      case DIRECTORY -> directory();
      case LINK -> link("target");
      case BLOCK_DEVICE, CHARACTER_DEVICE -> device(kind, 0x103);
      case FIFO, SOCKET -> new Entries(kind);
    };
  }

  /** An entry by the name of its kind; null for {@code absent}. */
  public static Entry of(String kind) {
    return kind.equals("absent") ? null : of(Kind.valueOf(kind)).entry();
  }

  public Entries size(long value) {
    size = value;
    return this;
  }

  public Entries modified(Instant value) {
    modified = value;
    return this;
  }

  public Entries changed(Instant value) {
    changed = value;
    return this;
  }

  public Entries mode(int value) {
    mode = value;
    return this;
  }

  public Entries uid(int value) {
    uid = value;
    return this;
  }

  public Entries gid(int value) {
    gid = value;
    return this;
  }

  public Entries inode(long number) {
    inode = new Entry.Inode(inode.device(), number);
    return this;
  }

  public Entries fileSystem(long device) {
    inode = new Entry.Inode(device, inode.number());
    return this;
  }

  public Entries names(int value) {
    names = value;
    return this;
  }

  public Entries extended(String attribute, String value) {
    extended.put(attribute, value.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  public Entry entry() {
    return new Entry(
        kind,
        size,
        Timestamp.of(modified),
        mode,
        uid,
        gid,
        target == null ? null : RawPath.of(target),
        rdev,
        inode,
        names,
        Timestamp.of(changed),
        ExtendedAttributes.of(extended));
  }
}
