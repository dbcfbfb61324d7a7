package io.camelmirror.apply;

import io.camelmirror.diff.Change;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.EntryReader;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.TemporaryName;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * Makes one change real in the replica. Content and links are made under a temporary name and
 * renamed into place: a reader of the replica sees the old entry or the new one, never a part.
 *
 * <p>May be used by several threads at once, for different paths.
 */
public final class Applier {

  /** While a directory is being filled its owner must be able to, whatever its mode will be. */
  private static final int OWNER_MAY = 0700;

  private final FolderPair folders;
  private final FileOperations operations;
  private final boolean dryRun;
  private final BooleanSupplier aborted;

  /**
   * Makes an applier.
   *
   * @param dryRun whether to write nothing and say what would have come of it
   * @param aborted says true when long copies are to be rolled back because the program ends
   */
  public Applier(FolderPair folders, boolean dryRun, BooleanSupplier aborted) {
    this(folders, new NioFileOperations(), dryRun, aborted);
  }

  Applier(FolderPair folders, FileOperations operations, boolean dryRun, BooleanSupplier aborted) {
    this.folders = folders;
    this.operations = operations;
    this.dryRun = dryRun;
    this.aborted = aborted;
  }

  /**
   * Makes a change real.
   *
   * @return what came of it
   * @throws IOException when it could not be done; what stood in the replica before stands there
   *     still
   */
  public Outcome apply(Change change) throws IOException {
    long start = System.nanoTime();
    if (dryRun) {
      long bytes = writesContent(change) ? change.source().size() : 0;
      return new Outcome(Outcome.State.WOULD_APPLY, bytes, System.nanoTime() - start);
    }
    long bytes = 0;
    Outcome.State state = Outcome.State.APPLIED;
    switch (change.action()) {
      case CREATE, UPDATE, REPLACE -> bytes = inWritableFolder(change.path(), () -> make(change));
      case ATTRIBUTES -> setAttributes(folders.replica().resolve(change.path()), change.source());
      case DELETE -> state = inWritableFolder(change.path(), () -> delete(change));
    }
    return new Outcome(state, bytes, System.nanoTime() - start);
  }

  /**
   * Gives a directory of the replica the permissions and times of the source's, after its names
   * have changed.
   */
  public void settle(Path path, Entry source) throws IOException {
    if (!dryRun) {
      setAttributes(folders.replica().resolve(path), source);
    }
  }

  /**
   * Removes a temporary that an earlier run left in the replica.
   *
   * @return whether it did: not in a dry run
   */
  public boolean removeLeftover(Path path) throws IOException {
    return !dryRun
        && inWritableFolder(
            path,
            () -> {
              operations.delete(folders.replica().resolve(path));
              return true;
            });
  }

  /** Makes the replica's root, and the folders above it, when it is missing. */
  public void createReplica() throws IOException {
    if (!dryRun) {
      Folders.create(folders.replica());
    }
  }

  /**
   * Changes names in a folder, also in one that does not let its owner do so: its permissions are
   * widened then, until it is settled.
   */
  private <T> T inWritableFolder(Path path, Attempt<T> attempt) throws IOException {
    try {
      return attempt.run();
    } catch (AccessDeniedException e) {
      Path folder = folders.replica().resolve(path).getParent();
      Entry entry = EntryReader.read(folder);
      if (entry == null || !entry.isDirectory() || (entry.mode() & OWNER_MAY) == OWNER_MAY) {
        throw e;
      }
      operations.setMode(folder, entry.mode() | OWNER_MAY);
      return attempt.run();
    }
  }

  private interface Attempt<T> {
    T run() throws IOException;
  }

  private static boolean writesContent(Change change) {
    return switch (change.action()) {
      case CREATE, UPDATE, REPLACE -> true;
      case ATTRIBUTES, DELETE -> false;
    };
  }

  private long make(Change change) throws IOException {
    if (change.path().toString().isEmpty()) {
      // The replica itself is made at the start of a mirror or not at all: its disk may be gone.
      throw new NoSuchFileException(folders.replica().toString());
    }
    return change.source().isDirectory() ? makeDirectory(change) : makeFileOrLink(change);
  }

  private long makeDirectory(Change change) throws IOException {
    Path target = folders.replica().resolve(change.path());
    if (change.replica() != null) {
      replaceByDirectory(target);
    } else {
      try {
        operations.createDirectory(target);
      } catch (FileAlreadyExistsException e) {
        if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
          throw e;
        }
        operations.setMode(target, change.source().mode() | OWNER_MAY);
      }
    }
    return 0;
  }

  /** What stands there goes only when the directory is in its place. */
  private void replaceByDirectory(Path target) throws IOException {
    Path aside = TemporaryName.in(target.getParent());
    operations.rename(target, aside);
    try {
      operations.createDirectory(target);
    } catch (IOException | RuntimeException e) {
      operations.rename(aside, target);
      throw e;
    }
    operations.delete(aside);
  }

  private long makeFileOrLink(Change change) throws IOException {
    Path target = folders.replica().resolve(change.path());
    Path temporary = TemporaryName.in(target.getParent());
    long bytes = 0;
    try {
      if (change.source().kind() == Kind.LINK) {
        operations.createLink(temporary, change.source().linkTarget());
      } else {
        // RACE: a file that is written to while it is copied is put in place as it was read. Its
        // time
        // in the source moves on with the write, so that the next pass copies it again.
        bytes = operations.copy(folders.source().resolve(change.path()), temporary, aborted);
        setAttributes(temporary, change.source());
      }
      if (change.removesDirectory()) {
        // What stood in it was removed before, a change each.
        operations.delete(target);
      }
      operations.rename(temporary, target);
    } catch (IOException | RuntimeException e) {
      discard(temporary, e);
      throw e;
    }
    return bytes;
  }

  private void discard(Path temporary, Exception cause) {
    try {
      operations.delete(temporary);
    } catch (NoSuchFileException e) {
      // It was not made yet.
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private void setAttributes(Path target, Entry source) throws IOException {
    // RACE: what stands there was a directory, or made here, a moment ago; a link that has taken
    // its
    // place since is followed.
    try {
      operations.setModified(target, source.modified());
    } catch (AccessDeniedException e) {
      // To set the times it has to be readable.
      operations.setMode(target, source.mode() | OWNER_MAY);
      operations.setModified(target, source.modified());
    }
    operations.setMode(target, source.mode());
  }

  private Outcome.State delete(Change change) throws IOException {
    if (!Files.isDirectory(folders.source())) {
      // Without a source everything looks like an orphan.
      throw new NoSuchFileException(folders.source().toString());
    }
    // RACE: between this look and the delete the source may get the entry back; the next pass then
    // copies it again. And a folder above it in the replica may become a link, which is followed.
    if (EntryReader.readBelow(folders.source(), change.path()) != null
        || EntryReader.readBelow(folders.replica(), change.path()) == null) {
      return Outcome.State.OUTDATED;
    }
    operations.delete(folders.replica().resolve(change.path()));
    return Outcome.State.APPLIED;
  }
}
