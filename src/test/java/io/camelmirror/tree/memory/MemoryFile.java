package io.camelmirror.tree.memory;

import io.camelmirror.tree.AbortedException;
import io.camelmirror.tree.Capability;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.NotSupportedException;
import io.camelmirror.tree.OpenFile;
import io.camelmirror.tree.Pace;
import io.camelmirror.tree.Timestamp;
import io.camelmirror.tree.WritableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A node held open: a file, or anything else whose attributes are set. */
class MemoryFile implements OpenFile, WritableFile {

  private final MemoryTree tree;
  private final MemoryNode node;
  private final Path path;

  MemoryFile(MemoryTree tree, MemoryNode node, Path path) {
    this.tree = tree;
    this.node = node;
    this.path = path;
  }

  final MemoryTree tree() {
    return tree;
  }

  final MemoryNode node() {
    return node;
  }

  @Override
  public final Path path() {
    return path;
  }

  @Override
  public final Entry self() {
    synchronized (tree.lock()) {
      return node.entry(tree.options());
    }
  }

  /** Throws what a disk answers that lacks something. */
  final void require(Capability capability) throws NotSupportedException {
    if (node.disk.lacks(capability)) {
      throw new NotSupportedException(path.toString(), "the disk has no " + capability);
    }
  }

  @Override
  public final void setMode(int mode) throws IOException {
    require(Capability.MODES);
    set(() -> node.mode = mode);
  }

  @Override
  public final void setModified(Timestamp time) throws IOException {
    require(node.kind == Kind.LINK ? Capability.LINK_TIMES : Capability.TIMES);
    set(() -> node.modified = time);
  }

  @Override
  public final void setOwner(int uid, int gid) throws IOException {
    if (uid != -1) {
      require(Capability.OWNERS);
      set(() -> node.uid = uid);
    }
    if (gid != -1) {
      require(Capability.GROUPS);
      set(() -> node.gid = gid);
    }
  }

  @Override
  public final void setExtended(String attribute, byte[] value) throws IOException {
    if (value == null) {
      set(() -> node.extended.remove(attribute));
    } else {
      require(Capability.ofAttribute(attribute));
      set(() -> node.extended.put(attribute, value.clone()));
    }
  }

  private void set(Runnable setting) {
    synchronized (tree.lock()) {
      setting.run();
      node.touch();
    }
  }

  @Override
  public final int read(ByteBuffer into, long offset) {
    synchronized (tree.lock()) {
      byte[] content = node.content();
      int length = (int) Math.min(into.remaining(), Math.max(0, content.length - offset));
      if (length > 0) {
        into.put(content, (int) offset, length);
      }
      return length;
    }
  }

  @Override
  public final long copyFrom(OpenFile from, long size, long device, boolean sparse, Pace pace)
      throws IOException {
    ByteBuffer content = ByteBuffer.allocate((int) size);
    while (content.hasRemaining() && from.read(content, content.position()) > 0) {
      if (!pace.copied(content.position())) {
        throw new AbortedException();
      }
    }
    byte[] bytes = new byte[content.flip().remaining()];
    content.get(bytes);
    synchronized (tree.lock()) {
      node.write(bytes);
    }
    return bytes.length;
  }

  @Override
  public final void sync() {
    // Memory is as safe as it gets.
  }

  @Override
  public final void close() {
    // Nothing is held.
  }
}
