package io.camelmirror.apply;

import io.camelmirror.diff.SameContent;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.NotSupportedException;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.WritableDirectory;
import io.camelmirror.tree.WritableHandle;
import io.camelmirror.tree.WritableTree;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Receives what one pass deletes or overwrites, in a folder named after the date of the pass, under
 * the same relative paths. The folder is created for the first entry.
 */
public final class Trash implements Closeable {

  private static final Path HERE = Path.of("");
  private static final int OTHERS = 077;

  private final Opener folder;
  private final AttributeWriter.Tools attributes;
  private final FileCopier copier;
  private WritableTree root;

  /** Creates and opens the folder of one pass. */
  public interface Opener {
    WritableTree open() throws IOException;
  }

  /** Creates the trash of a pass without writing anything. */
  Trash(Opener folder, AttributeWriter.Tools attributes, FileCopier copier) {
    this.folder = folder;
    this.attributes = attributes;
    this.copier = copier;
  }

  /**
   * Moves an entry of the replica to the trash.
   *
   * @param in the parent directory
   * @param path the path relative to the replica's root
   * @param entry the entry; a directory must be empty by now
   */
  void take(WritableDirectory in, RawPath name, Path path, Entry entry) throws IOException {
    try (WritableDirectory to = directoryFor(path)) {
      if (entry.isDirectory()) {
        takeDirectory(to, RawPath.nameOf(path), entry);
        in.delete(name, true);
        return;
      }
      RawPath free = freeName(to, path);
      if (!in.move(name, to, free)) {
        copy(in, name, to, free, entry);
        in.delete(name, false);
      }
    }
  }

  /** Saves an entry of the replica that is about to be overwritten. */
  void keep(WritableDirectory in, RawPath name, Path path, Entry entry) throws IOException {
    try (WritableDirectory to = directoryFor(path)) {
      RawPath free = freeName(to, path);
      try (WritableHandle kept = in.openEntry(name)) {
        to.createHardLink(kept, free);
      } catch (NotSupportedException e) {
        copy(in, name, to, free, entry);
      }
    }
  }

  private void takeDirectory(WritableDirectory to, RawPath name, Entry entry) throws IOException {
    try {
      to.createDirectory(name);
    } catch (FileAlreadyExistsException e) {
      // An entry of this directory is in the trash already.
    }
    writeAttributes(to, name, entry);
  }

  /** Ignores attributes that the trash cannot preserve; the content matters more. */
  private void writeAttributes(WritableDirectory to, RawPath name, Entry entry) throws IOException {
    try (WritableHandle kept = to.openEntry(name)) {
      attributes.write(to, kept, entry, null, null);
    }
  }

  /** Copies an entry and verifies the copy before the original is removed. */
  private void copy(
      WritableDirectory in, RawPath name, WritableDirectory to, RawPath free, Entry entry)
      throws IOException {
    switch (entry.kind()) {
      case FILE -> {
        if (!copier.copy(in, name, entry, new NewEntry(to, free), false).isApplied()
            || !SameContent.read(in, name, to, free, () -> false)) {
          throw new IOException("it could not be copied to the trash as it is");
        }
      }
      case LINK, FIFO, BLOCK_DEVICE, CHARACTER_DEVICE -> {
        NewEntry kept = new NewEntry(to, free);
        try (WritableHandle made = kept.create(entry, attributes.privileges().uid())) {
          attributes.write(to, made, entry, null, null);
        }
      }
      case SOCKET -> throw new IOException("a socket cannot be copied to the trash");
      case DIRECTORY -> throw new IllegalArgumentException("a directory is not copied");
    }
  }

  /** Returns the path's name, with a numeric suffix if this pass already uses the name. */
  private static RawPath freeName(WritableDirectory to, Path path) throws IOException {
    RawPath name = RawPath.nameOf(path);
    RawPath free = name;
    for (int number = 2; to.read(free) != null; number++) {
      byte[] suffix = ("~" + number).getBytes(StandardCharsets.US_ASCII);
      byte[] bytes = new byte[name.bytes().length + suffix.length];
      System.arraycopy(name.bytes(), 0, bytes, 0, name.bytes().length);
      System.arraycopy(suffix, 0, bytes, name.bytes().length, suffix.length);
      free = RawPath.of(bytes);
    }
    return free;
  }

  private WritableDirectory directoryFor(Path path) throws IOException {
    WritableTree open = root();
    Path parent = path.getParent();
    if (parent == null) {
      return open.enter(HERE);
    }
    try {
      return open.enter(parent);
    } catch (NoSuchFileException e) {
      for (int names = 1; names <= parent.getNameCount(); names++) {
        Path part = parent.subpath(0, names);
        try (WritableDirectory in = open.enterParent(part)) {
          in.createDirectory(RawPath.nameOf(part));
        } catch (FileAlreadyExistsException there) {
          // Created for another entry.
        }
      }
      return open.enter(parent);
    }
  }

  private synchronized WritableTree root() throws IOException {
    if (root == null) {
      root = openPrivate();
    }
    return root;
  }

  /** Keeps other users out of what the trash holds. */
  private WritableTree openPrivate() throws IOException {
    WritableTree opened = folder.open();
    try (WritableDirectory top = opened.enter(HERE)) {
      Entry found = top.self();
      if (!attributes.privileges().trusts(found.uid())) {
        throw new FileSystemException(
            opened.path().toString(), null, "the trash folder belongs to another user");
      }
      if ((found.mode() & OTHERS) != 0) {
        top.setMode(found.mode() & ~OTHERS);
      }
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  @Override
  public synchronized void close() {
    if (root != null) {
      root.close();
      root = null;
    }
  }
}
