package io.camelmirror.tree.memory;

import io.camelmirror.tree.Capability;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.NameList;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.WritableDirectory;
import io.camelmirror.tree.WritableHandle;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** A directory of a memory tree. It does what POSIX says. */
final class MemoryDirectory extends MemoryFile implements WritableDirectory {

  MemoryDirectory(MemoryTree tree, MemoryNode node, Path path) {
    super(tree, node, path);
  }

  @Override
  public NameList list(RawPath after) {
    synchronized (tree().lock()) {
      NameList.Builder names = new NameList.Builder(after, node().disk.part());
      node().children.keySet().forEach(name -> names.add(name.bytes()));
      return names.build();
    }
  }

  @Override
  public Entry read(RawPath name) {
    synchronized (tree().lock()) {
      MemoryNode child = node().children.get(name);
      return child == null ? null : child.entry(tree().options());
    }
  }

  @Override
  public MemoryFile open(RawPath name) throws IOException {
    MemoryNode child = child(name);
    if (child.kind != Kind.FILE) {
      throw new FileSystemException(at(name), null, "no file");
    }
    return new MemoryFile(tree(), child, path().resolve(name.path()));
  }

  @Override
  public MemoryFile openEntry(RawPath name) throws IOException {
    return new MemoryFile(tree(), child(name), path().resolve(name.path()));
  }

  @Override
  public MemoryFile createFile(RawPath name) throws IOException {
    return new MemoryFile(tree(), make(name, Kind.FILE, 0600), path().resolve(name.path()));
  }

  @Override
  public void createDirectory(RawPath name) throws IOException {
    make(name, Kind.DIRECTORY, 0700);
  }

  @Override
  public void createLink(RawPath name, RawPath target) throws IOException {
    require(Capability.LINKS);
    make(name, Kind.LINK, 0777).target = target;
  }

  @Override
  public void createNode(RawPath name, Kind kind, long rdev) throws IOException {
    require(kind == Kind.FIFO ? Capability.FIFOS : Capability.DEVICES);
    make(name, kind, 0600).rdev = rdev;
  }

  @Override
  public void createHardLink(WritableHandle entry, RawPath name) throws IOException {
    require(Capability.HARD_LINKS);
    synchronized (tree().lock()) {
      MemoryNode node = ((MemoryFile) entry).node();
      if (node.disk != node().disk) {
        throw new FileSystemException(at(name), null, "another disk");
      }
      requireFree(name);
      node.names++;
      node().put(name, node);
    }
  }

  @Override
  public void rename(RawPath from, RawPath to, boolean replace) throws IOException {
    synchronized (tree().lock()) {
      MemoryNode node = child(from);
      MemoryNode there = node().children.get(to);
      if (!replace) {
        requireFree(to);
      }
      if (there == node) {
        // Two names of one file: POSIX leaves both.
        return;
      }
      if (there != null) {
        delete(to, node.kind == Kind.DIRECTORY);
      }
      node().children.remove(from);
      node().put(to, node);
    }
  }

  @Override
  public boolean move(RawPath name, WritableDirectory to, RawPath newName) throws IOException {
    synchronized (tree().lock()) {
      MemoryDirectory other = (MemoryDirectory) to;
      MemoryNode node = child(name);
      if (node.disk != other.node().disk) {
        return false;
      }
      other.requireFree(newName);
      other.node().put(newName, node);
      node.names++;
      node().remove(name);
      return true;
    }
  }

  @Override
  public void delete(RawPath name, boolean directory) throws IOException {
    synchronized (tree().lock()) {
      MemoryNode node = child(name);
      if (directory && node.kind != Kind.DIRECTORY) {
        throw new NotDirectoryException(at(name));
      }
      if (!directory && node.kind == Kind.DIRECTORY) {
        throw new FileSystemException(at(name), null, "a directory");
      }
      if (!node.children.isEmpty()) {
        throw new DirectoryNotEmptyException(at(name));
      }
      node().remove(name);
    }
  }

  @Override
  public void syncFileSystem() {
    sync();
  }

  /** Finds what has a name, which has to be there. */
  MemoryNode child(RawPath name) throws IOException {
    synchronized (tree().lock()) {
      MemoryNode child = node().children.get(name);
      if (child == null) {
        throw new NoSuchFileException(at(name));
      }
      return child;
    }
  }

  private MemoryNode make(RawPath name, Kind kind, int mode) throws IOException {
    synchronized (tree().lock()) {
      requireFree(name);
      MemoryNode made = node().disk.make(kind, mode);
      node().put(name, made);
      return made;
    }
  }

  private void requireFree(RawPath name) throws IOException {
    if (node().children.containsKey(name)) {
      throw new FileAlreadyExistsException(at(name));
    }
  }

  private String at(RawPath name) {
    return path().resolve(name.path()).toString();
  }
}
