package io.camelmirror.apply;

import io.camelmirror.diff.Access;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.NotSupportedException;
import io.camelmirror.tree.WritableDirectory;
import io.camelmirror.tree.WritableTree;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/**
 * Who may use the replica's directories while they are filled and emptied, and afterwards. A
 * directory that has taken another one's path is left alone.
 */
public final class DirectoryAccess {

  /**
   * The owner needs these permissions while a directory is being filled, whatever its final mode.
   */
  static final int OWNER_MAY = 0700;

  private static final int GROUP = 070;

  private final WritableTree replica;
  private final AttributeWriter.Tools attributes;

  DirectoryAccess(WritableTree replica, AttributeWriter.Tools attributes) {
    this.replica = replica;
    this.attributes = attributes;
  }

  /**
   * Copies the attributes of a source directory to the replica after names in the replica's
   * directory have changed.
   *
   * @param source the directory in the source
   * @param directory the replica's directory; null if not known, in which case nobody gains access
   */
  public void restoreAttributes(Path path, Entry source, Entry.Inode directory) throws IOException {
    try (WritableDirectory self = enter(path)) {
      Entry found = self.self();
      if (directory != null && !directory.equals(found.inode())) {
        // Another directory has taken its path.
        return;
      }
      Entry wanted = directory == null ? Access.closed(source, found) : source;
      IOException failure = attributes.write(self, self, wanted, found, Entry.Owner.of(found));
      if (failure != null) {
        throw failure;
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      // It has since been removed or replaced; the next pass sees that.
    }
  }

  /**
   * Takes all access from a directory of the replica that its source does not give, before anything
   * is written to it.
   *
   * @param directory the replica's directory
   * @throws IOException if it cannot be restricted, or another directory has taken its path
   */
  public void restrict(Path path, Entry source, Entry.Inode directory) throws IOException {
    try (WritableDirectory self = enter(path)) {
      Entry found = self.self();
      if (!directory.equals(found.inode())) {
        throw new FileSystemException(
            self.path().toString(), null, "another folder has taken its place");
      }
      int uid = attributes.privileges().uid();
      boolean takes = source.uid() != found.uid() && attributes.privileges().mayGiveAway();
      if (takes && found.uid() != uid) {
        self.setOwner(uid, -1);
      }
      int mode = Access.closed(source, found).mode();
      if (source.gid() != found.gid()) {
        mode &= ~GROUP;
      }
      if (takes || mode != found.mode()) {
        self.setMode(mode | OWNER_MAY);
      }
      try {
        AttributeWriter.removeInherited(self);
      } catch (NotSupportedException e) {
        // Another user's directory keeps its ACL. New entries lose what they inherit from it.
      }
    }
  }

  /** Lets this user, who owns a directory of the replica, read and change it. */
  public void grantOwnerAccess(Path path) throws IOException {
    try (WritableDirectory self = replica.enter(path)) {
      grantOwnerAccess(self);
    } catch (NoSuchFileException | NotDirectoryException e) {
      // It has since been removed or replaced; the next attempt to open it reports that.
    }
  }

  static void grantOwnerAccess(WritableDirectory directory) throws IOException {
    int mode = directory.self().mode();
    if ((mode & OWNER_MAY) != OWNER_MAY) {
      directory.setMode(mode | OWNER_MAY);
    }
  }

  /** Enters a directory, after giving this user access to those above it if need be. */
  WritableDirectory enter(Path path) throws IOException {
    try {
      return replica.enter(path);
    } catch (AccessDeniedException e) {
      for (int names = 1; names < path.getNameCount(); names++) {
        grantOwnerAccess(path.subpath(0, names));
      }
      return replica.enter(path);
    }
  }
}
