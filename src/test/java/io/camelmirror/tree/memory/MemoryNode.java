package io.camelmirror.tree.memory;

import io.camelmirror.tree.Entry;
import io.camelmirror.tree.ExtendedAttributes;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.Privileges;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.ReadOptions;
import io.camelmirror.tree.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** An object of a memory disk, of any kind. */
final class MemoryNode {

  final MemoryDisk disk;
  final Kind kind;
  final NavigableMap<RawPath, MemoryNode> children = new TreeMap<>();
  final Map<String, byte[]> extended = new TreeMap<>();
  int mode;
  int uid = Math.max(0, Privileges.CURRENT.uid());
  int gid;
  int names = 1;
  long rdev;
  RawPath target;
  Timestamp modified;
  private final Entry.Inode inode;
  private byte[] content = {};
  private Timestamp changed;

  MemoryNode(MemoryDisk disk, long number, Kind kind, int mode) {
    this.disk = disk;
    this.kind = kind;
    this.mode = mode;
    this.inode = new Entry.Inode(disk.device(), number);
    write(content);
  }

  byte[] content() {
    return content;
  }

  void write(byte[] bytes) {
    content = bytes;
    touch();
    modified = changed;
  }

  /** Something about it has changed that has no time of its own. */
  void touch() {
    changed = Timestamp.of(Instant.now());
  }

  void put(RawPath name, MemoryNode child) {
    children.put(name, child);
    write(content);
  }

  void remove(RawPath name) {
    MemoryNode child = children.remove(name);
    child.names--;
    child.touch();
    write(content);
  }

  Entry entry(ReadOptions options) {
    Map<String, byte[]> wanted = new TreeMap<>();
    extended.forEach(
        (name, value) -> {
          if (options.wants(name)) {
            wanted.put(name, Arrays.copyOf(value, value.length));
          }
        });
    boolean shared = disk.sharesNumbers() && kind == Kind.FILE;
    return new Entry(
        kind,
        content.length,
        modified,
        options.permissions(mode),
        uid,
        gid,
        target,
        rdev,
        shared ? new Entry.Inode(disk.device(), 1) : inode,
        shared ? 2 : names,
        changed,
        ExtendedAttributes.of(wanted));
  }
}
