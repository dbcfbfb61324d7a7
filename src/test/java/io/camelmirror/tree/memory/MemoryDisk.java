package io.camelmirror.tree.memory;

import io.camelmirror.tree.Capability;
import io.camelmirror.tree.Kind;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** A file system in memory: a device number and what it can store. */
public final class MemoryDisk {

  private static final int WHOLE = 1 << 20;

  private final long device;
  private final Set<Capability> missing = EnumSet.noneOf(Capability.class);
  private final AtomicLong inodes = new AtomicLong();
  private int part = WHOLE;
  private boolean sharesNumbers;

  /**
   * Makes a disk.
   *
   * @param missing what it cannot store
   */
  public MemoryDisk(long device, Capability... missing) {
    this.device = device;
    this.missing.addAll(Set.of(missing));
  }

  /** Lists directories in parts of about so many bytes of names. */
  public MemoryDisk part(int bytes) {
    part = bytes;
    return this;
  }

  /** Gives every file the same inode number and a second name. */
  public MemoryDisk sharingNumbers() {
    sharesNumbers = true;
    return this;
  }

  boolean sharesNumbers() {
    return sharesNumbers;
  }

  int part() {
    return part;
  }

  long device() {
    return device;
  }

  boolean lacks(Capability capability) {
    return missing.contains(capability);
  }

  MemoryNode make(Kind kind, int mode) {
    return new MemoryNode(this, inodes.incrementAndGet(), kind, mode);
  }
}
