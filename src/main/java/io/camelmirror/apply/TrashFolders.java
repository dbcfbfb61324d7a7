package io.camelmirror.apply;

import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.WritableDirectory;
import io.camelmirror.tree.WritableHandle;
import io.camelmirror.tree.WritableTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/**
 * The folders in a trash. Each pass that puts something there has one, named after its date: {@code
 * 2026-11-22T21-17-29.123Z}.
 */
public final class TrashFolders {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss.SSSX").withZone(ZoneOffset.UTC);

  private TrashFolders() {}

  public static String nameOf(Instant pass) {
    return FORMAT.format(pass);
  }

  /** The start of the pass that a folder belongs to; null if the name has another format. */
  static Instant dateOf(String name) {
    try {
      return Instant.from(FORMAT.parse(name));
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /**
   * Removes the folders of old passes; other folders in the trash are left alone.
   *
   * @param trash the folder that contains the folders of all passes
   * @param keep the minimum age of folders to remove
   * @return the number of folders removed
   * @throws IOException if a folder could not be removed; the others were
   */
  public static int purge(WritableTree trash, Duration keep, Instant now) throws IOException {
    int purged = 0;
    IOException failure = null;
    try (Directory directory = trash.open(Path.of(""))) {
      for (RawPath name : directory.names()) {
        Instant pass = dateOf(name.path().toString());
        if (pass != null && pass.plus(keep).isBefore(now)) {
          try {
            remove(trash, name.path());
            purged++;
          } catch (IOException e) {
            failure = e;
          }
        }
      }
    } catch (UncheckedIOException e) {
      failure = e.getCause();
    }
    if (failure != null) {
      throw failure;
    }
    return purged;
  }

  private static void remove(WritableTree trash, Path path) throws IOException {
    Entry entry = trash.read(path);
    if (entry == null) {
      return;
    }
    try (WritableDirectory parent = trash.enterParent(path)) {
      RawPath own = RawPath.nameOf(path);
      if (entry.isDirectory()) {
        permit(parent, own, entry);
        try (Directory directory = trash.open(path)) {
          for (RawPath name : directory.names()) {
            remove(trash, path.resolve(name.path()));
          }
        } catch (UncheckedIOException e) {
          throw e.getCause();
        }
      }
      parent.delete(own, entry.isDirectory());
    }
  }

  private static void permit(WritableDirectory parent, RawPath name, Entry entry)
      throws IOException {
    if ((entry.mode() & DirectoryAccess.OWNER_MAY) != DirectoryAccess.OWNER_MAY) {
      try (WritableHandle directory = parent.openEntry(name)) {
        if (directory.self().inode().equals(entry.inode())) {
          directory.setMode(entry.mode() | DirectoryAccess.OWNER_MAY);
        }
      }
    }
  }
}
