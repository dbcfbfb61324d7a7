package io.camelmirror.diff;

import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.IgnoreFile;
import io.camelmirror.tree.NameList;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.Selection;
import io.camelmirror.tree.Tree;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Opens and lists the directories at one path. Before that, the replica's directory is closed to
 * everybody whom the source keeps out. Failures are reported to the march's listener.
 */
final class DirectoryOpener {

  /** The owner needs these permissions to read a directory. */
  private static final int READABLE = 0500;

  private final March march;
  private final Path path;
  private final Entry source;
  private final Entry replica;

  /**
   * Creates an opener.
   *
   * @param replica null if the replica has no such directory, or a new one
   */
  DirectoryOpener(March march, Path path, Entry source, Entry replica) {
    this.march = march;
    this.path = path;
    this.source = source;
    this.replica = replica;
  }

  /**
   * Opens both directories.
   *
   * @return null if either cannot be opened; it is never treated as empty
   */
  NameCursor open(DirectoryTask task) {
    if (replica != null && !mayRead()) {
      task.touch();
      march.listener().grantOwnerAccess(path);
    }
    if (replica != null && tightens() && !restrict(task)) {
      return null;
    }
    Directory sources = openSource();
    if (sources == null) {
      return null;
    }
    Directory replicas = null;
    if (replica != null) {
      replicas = open(march.trees().replica(), "read the replica's folder");
      if (replicas == null) {
        sources.close();
        return null;
      }
    }
    NameCursor names = new NameCursor(sources, replicas);
    if (mayMarch(task, sources, replicas)) {
      return names;
    }
    names.close();
    return null;
  }

  /** Another directory's content must not get the permissions of the one that was read before. */
  private Directory openSource() {
    String attempt = "read the source's folder";
    Directory opened = open(march.trees().source(), attempt);
    if (opened == null) {
      return null;
    }
    try {
      Entry.Inode inode = opened.inode();
      // An automounter mounts a file system when the folder is opened.
      if (inode.equals(source.inode()) || inode.device() != source.inode().device()) {
        return opened;
      }
      throw new FileSystemException(
          opened.path().toString(), null, "another folder has taken its place");
    } catch (IOException e) {
      opened.close();
      march.listener().problem(new Problem(path, attempt, e));
      return null;
    }
  }

  private boolean mayMarch(DirectoryTask task, Directory sources, Directory replicas) {
    try {
      if (march.mounts().isGone(path, source, task.deviceAbove(), sources, replicas)) {
        task.leaveAlone();
        throw new FileSystemException(
            march.trees().source().path().resolve(path).toString(),
            null,
            "its file system is not mounted, so nothing in the replica's folder is deleted; if the"
                + " folder is right to be empty, run once with --confirm-unmounted");
      }
      // New entries would inherit a default ACL, whatever the source gives them.
      return replicas == null
          || march.comparison().fidelity().accessLists()
          || !replicas.hasDefaultAccessList()
          || restrict(task);
    } catch (IOException e) {
      task.leaveAlone();
      march.listener().problem(new Problem(path, "mirror", e));
      return false;
    }
  }

  private boolean mayRead() {
    return (replica.mode() & READABLE) == READABLE
        || march.comparison().privileges().ignoresModes();
  }

  private boolean tightens() {
    return march
            .comparison()
            .access()
            .tightens(source, replica, march.judge().capabilities(replica))
        && march.judge().compare(path, source, replica) != null;
  }

  private boolean restrict(DirectoryTask task) {
    task.touch();
    return march.listener().restrict(path, source, replica.inode());
  }

  private Directory open(Tree tree, String attempt) {
    try {
      return tree.open(path);
    } catch (NoSuchFileException e) {
      // It has disappeared since it was read; the next pass handles that.
      return null;
    } catch (IOException e) {
      march.listener().problem(new Problem(path, attempt, e));
      return null;
    }
  }

  /**
   * Adds the rules of the source's directory to the selection that it inherits.
   *
   * @param names its names, of which the first are listed
   * @return null if the rules cannot be read
   */
  Selection select(Selection inherited, NameCursor names) {
    if (!names.mayHave(IgnoreFile.NAME)) {
      return inherited;
    }
    try {
      return IgnoreFile.in(names.source(), path, inherited);
    } catch (IOException e) {
      march.listener().problem(new Problem(path, SourceRules.ATTEMPT, e));
      return null;
    }
  }

  /** Lists a part of an open directory; returns null if it cannot be listed. */
  NameList list(Directory directory, RawPath after) {
    try {
      return directory.list(after);
    } catch (IOException e) {
      march.listener().problem(new Problem(path, "read the folder", e));
      return null;
    }
  }
}
