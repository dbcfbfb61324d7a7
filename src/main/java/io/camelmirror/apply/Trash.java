package io.camelmirror.apply;

import io.camelmirror.diff.Facet;
import io.camelmirror.diff.SameContent;
import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Look;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.TreeRoot;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Where goes what one pass deletes or overwrites: a folder with the date of the pass, in it the
 * same paths. It is made when the first entry goes there.
 */
final class Trash implements Closeable {

  private static final Path HERE = Path.of("");

  private final Path folder;
  private final Look look;
  private final FileOperations operations;
  private final AttributeWriter attributes;
  private final FileCopier copier;
  private TreeRoot root;

  /**
   * Makes the trash of a pass; nothing is written yet.
   *
   * @param trash the folder of all passes
   * @param pass when the pass began
   */
  Trash(
      Path trash,
      Instant pass,
      Look look,
      FileOperations operations,
      AttributeWriter attributes,
      FileCopier copier) {
    this.folder = trash.resolve(TrashDate.nameOf(pass));
    this.look = look;
    this.operations = operations;
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
  void take(Directory in, RawPath name, Path path, Entry entry) throws IOException {
    try (Directory to = directoryFor(path)) {
      if (entry.isDirectory()) {
        takeDirectory(to, RawPath.nameOf(path), entry);
        operations.delete(in, name, true);
        return;
      }
      RawPath free = freeName(to, path);
      if (!operations.move(in, name, to, free)) {
        copy(in, name, to, free, entry);
        operations.delete(in, name, false);
      }
    }
  }

  /** Keeps an entry of the replica that is about to be overwritten. */
  void keep(Directory in, RawPath name, Path path, Entry entry) throws IOException {
    try (Directory to = directoryFor(path)) {
      RawPath free = freeName(to, path);
      try {
        operations.createName(in, name, to, free);
      } catch (CannotKeepException e) {
        copy(in, name, to, free, entry);
      }
    }
  }

  private void takeDirectory(Directory to, RawPath name, Entry entry) throws IOException {
    try {
      operations.createDirectory(to, name);
    } catch (FileAlreadyExistsException e) {
      // Something that was in it went there before.
    }
    attributes.write(to, name, entry, null);
  }

  /** Copies, and looks whether the copy is right before anything goes. */
  private void copy(Directory in, RawPath name, Directory to, RawPath free, Entry entry)
      throws IOException {
    switch (entry.kind()) {
      case FILE -> {
        if (copier.copy(in, name, entry, to, free, false) == null
            || !SameContent.read(in, name, to, free)) {
          throw new IOException("it could not be copied to the trash as it is");
        }
        return;
      }
      case LINK -> operations.createLink(to, free, entry.linkTarget());
      case FIFO, BLOCK_DEVICE, CHARACTER_DEVICE -> operations.createNode(to, free, entry);
      case SOCKET -> throw new CannotKeepException(Facet.FIFOS, "a socket cannot be copied");
      case DIRECTORY -> throw new IllegalArgumentException("a directory is not copied");
    }
    attributes.write(to, free, entry, null);
  }

  /** The name at the path, with a number behind it when this pass has put something there. */
  private static RawPath freeName(Directory to, Path path) throws IOException {
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

  private Directory directoryFor(Path path) throws IOException {
    TreeRoot open = root();
    Path parent = path.getParent();
    if (parent == null) {
      return open.enter(HERE);
    }
    try {
      return open.enter(parent);
    } catch (NoSuchFileException e) {
      for (int names = 1; names <= parent.getNameCount(); names++) {
        Path part = parent.subpath(0, names);
        try (Directory in = open.enterParent(part)) {
          operations.createDirectory(in, RawPath.nameOf(part));
        } catch (FileAlreadyExistsException there) {
          // Made for another entry.
        }
      }
      return open.enter(parent);
    }
  }

  private synchronized TreeRoot root() throws IOException {
    if (root == null) {
      Folders.create(folder);
      root = TreeRoot.open(folder, look.ofReplica(), p -> true);
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
