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
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Where goes what one pass deletes or overwrites: a folder with the date of the pass, in it the
 * same paths. It is made when the first entry goes there.
 */
public final class Trash implements Closeable {

  private static final Path HERE = Path.of("");

  private final Opener folder;
  private final AttributeWriter.Tools attributes;
  private final FileCopier copier;
  private WritableTree root;

  /** Makes and opens the folder of one pass. */
  public interface Opener {
    WritableTree open() throws IOException;
  }

  /** Makes the trash of a pass; nothing is written yet. */
  Trash(Opener folder, AttributeWriter.Tools attributes, FileCopier copier) {
    this.folder = folder;
    this.attributes = attributes;
    this.copier = copier;
  }

  /**
   * Takes an entry out of the replica.
   *
   * @param in the directory that has it
   * @param path where it is, below the replica's root
   * @param entry what it is; a directory has nothing in it any more
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

  /** Keeps an entry of the replica that is about to be overwritten. */
  void keep(WritableDirectory in, RawPath name, Path path, Entry entry) throws IOException {
    try (WritableDirectory to = directoryFor(path)) {
      RawPath free = freeName(to, path);
      try {
        to.createHardLink(in, name, free);
      } catch (NotSupportedException e) {
        copy(in, name, to, free, entry);
      }
    }
  }

  private void takeDirectory(WritableDirectory to, RawPath name, Entry entry) throws IOException {
    try {
      to.createDirectory(name);
    } catch (FileAlreadyExistsException e) {
      // Something that was in it went there before.
    }
    writeAttributes(to, name, entry);
  }

  /** What the trash cannot keep beside content is no reason not to keep that. */
  private void writeAttributes(WritableDirectory to, RawPath name, Entry entry) throws IOException {
    try (WritableHandle kept = to.openEntry(name)) {
      attributes.write(to, kept, entry, null, null);
    }
  }

  /** Copies, and looks whether the copy is right before anything goes. */
  private void copy(
      WritableDirectory in, RawPath name, WritableDirectory to, RawPath free, Entry entry)
      throws IOException {
    switch (entry.kind()) {
      case FILE -> {
        if (!copier.copy(in, name, entry, to, free, false).isApplied()
            || !SameContent.read(in, name, to, free)) {
          throw new IOException("it could not be copied to the trash as it is");
        }
      }
      case LINK, FIFO, BLOCK_DEVICE, CHARACTER_DEVICE -> {
        EntryWriter.create(to, free, entry);
        writeAttributes(to, free, entry);
      }
      case SOCKET -> throw new IOException("a socket cannot be copied to the trash");
      case DIRECTORY -> throw new IllegalArgumentException("a directory is not copied");
    }
  }

  /** The name at the path, with a number behind it when this pass has put something there. */
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
          // Made for another entry.
        }
      }
      return open.enter(parent);
    }
  }

  private synchronized WritableTree root() throws IOException {
    if (root == null) {
      root = folder.open();
    }
    return root;
  }

  @Override
  public synchronized void close() {
    if (root != null) {
      root.close();
      root = null;
    }
  }
}
