package io.camelmirror.tree;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * The way from {@code /} to a folder, walked name by name. Links of root and of the current user
 * are followed; a link of anyone else is an error. The way also tells whether another user could
 * have changed it.
 *
 * @param <P> how a place on the way is held
 */
public final class Way<P extends Way.Place<P>> implements Closeable {

  /** As in the kernel. */
  private static final int MOST_LINKS = 40;

  private static final int WRITABLE_BY_OTHERS = 0022;
  private static final int SEARCHABLE_BY_OTHERS = 0011;
  private static final int STICKY = 01000;

  private static final RawPath SELF = RawPath.of(new byte[] {'.'});
  private static final RawPath PARENT = RawPath.of(new byte[] {'.', '.'});

  private final Start<P> start;
  private final Path asked;
  private final int user;
  private final Deque<RawPath> ahead = new ArrayDeque<>();
  private final Deque<RawPath> behind = new ArrayDeque<>();
  private final Deque<Entry.Inode> inodes = new ArrayDeque<>();
  private P at;
  private Path changeable;
  private boolean barred;

  /**
   * A directory or a link on the way.
   *
   * @param <P> its own type
   */
  public interface Place<P> extends Closeable {

    /**
     * Opens a name in this directory without following it; ".." is the parent directory.
     *
     * @return null if it does not exist
     */
    P enter(RawPath name) throws IOException;

    boolean isDirectory();

    boolean isLink();

    /** The text of a link. */
    RawPath target() throws IOException;

    int owner();

    int mode();

    Entry.Inode inode();

    @Override
    void close();
  }

  /**
   * Opens the place where all ways begin.
   *
   * @param <P> how a place is held
   */
  public interface Start<P> {
    P root() throws IOException;
  }

  private Way(Start<P> start, Path asked, int user) throws IOException {
    this.start = start;
    this.asked = asked.toAbsolutePath();
    this.user = user;
    at = start.root();
    inodes.addLast(at.inode());
  }

  /**
   * Walks to a folder, or as far as the names of its path exist.
   *
   * @throws ForeignLinkException if another user's link is on the way
   * @throws NotDirectoryException if the path leads to something else than a folder
   */
  public static <P extends Place<P>> Way<P> walk(Start<P> start, Path path) throws IOException {
    return walk(start, path, Privileges.CURRENT.uid());
  }

  /**
   * Walks on behalf of a user.
   *
   * @param user the user id; -1 if it is unknown, so that nobody can be told from others
   */
  public static <P extends Place<P>> Way<P> walk(Start<P> start, Path path, int user)
      throws IOException {
    Way<P> way = new Way<>(start, path, user);
    try {
      way.walk();
      return way;
    } catch (IOException | RuntimeException | Error e) {
      way.close();
      throw e;
    }
  }

  private void walk() throws IOException {
    putAhead(RawPath.of(asked));
    int links = 0;
    // Names of the asked path not reached yet; names of a link's text come before them.
    int own = ahead.size();
    while (!ahead.isEmpty()) {
      RawPath name = ahead.getFirst();
      if (name.equals(PARENT)) {
        goUp();
      } else if (!name.equals(SELF)) {
        P next = at.enter(name);
        if (next == null) {
          if (ahead.size() > own) {
            throw new FileSystemException(
                asked.toString(), null, "a link on the way leads nowhere");
          }
          return;
        }
        if (next.isLink()) {
          if (++links > MOST_LINKS) {
            next.close();
            throw new FileSystemLoopException(asked.toString());
          }
          ahead.removeFirst();
          own = Math.min(own, ahead.size());
          follow(name, next);
          continue;
        }
        goDown(name, next);
      }
      ahead.removeFirst();
      own = Math.min(own, ahead.size());
    }
  }

  private void putAhead(RawPath names) {
    byte[] bytes = names.bytes();
    int end = bytes.length;
    while (end > 0) {
      int from = end;
      while (from > 0 && bytes[from - 1] != '/') {
        from--;
      }
      if (from < end) {
        ahead.addFirst(RawPath.of(Arrays.copyOfRange(bytes, from, end)));
      }
      end = from - 1;
    }
  }

  private void goUp() throws IOException {
    stepTo(at.enter(PARENT));
    behind.pollLast();
    barred = false;
    if (inodes.size() > 1) {
      inodes.removeLast();
    }
  }

  private void goDown(RawPath name, P next) throws IOException {
    note(next);
    stepTo(next);
    behind.addLast(name);
    inodes.addLast(next.inode());
    if (!next.isDirectory()) {
      throw new NotDirectoryException(asked.toString());
    }
  }

  private void follow(RawPath name, P link) throws IOException {
    try (link) {
      note(link);
      if (!trusts(link.owner())) {
        throw new ForeignLinkException(pathTo(List.of(name)), link.owner());
      }
      byte[] target = link.target().bytes();
      if (target.length > 0 && target[0] == '/') {
        stepTo(start.root());
        behind.clear();
        barred = false;
        inodes.clear();
        inodes.addLast(at.inode());
      }
      putAhead(link.target());
    }
  }

  private void stepTo(P next) {
    at.close();
    at = next;
  }

  /** Notes whether another user could have put an entry into the current directory. */
  private void note(P entry) {
    boolean shared = (at.mode() & WRITABLE_BY_OTHERS) != 0;
    // In a sticky directory an entry can be exchanged by its owner only.
    boolean sticky = (at.mode() & STICKY) != 0 && trusts(entry.owner());
    barred |= user != -1 && trusts(at.owner()) && (at.mode() & SEARCHABLE_BY_OTHERS) == 0;
    if (changeable == null && (!trusts(at.owner()) || shared && !sticky)) {
      changeable = pathTo(List.of());
    }
  }

  private boolean trusts(int owner) {
    return user == -1 || owner == 0 || owner == user;
  }

  private Path pathTo(Iterable<RawPath> further) {
    Path path = asked.getRoot();
    for (RawPath name : behind) {
      path = path.resolve(name.path());
    }
    for (RawPath name : further) {
      path = path.resolve(name.path());
    }
    return path.normalize();
  }

  /** The last directory on the way that exists; this way closes it. */
  public P end() {
    return at;
  }

  /** The names of the path that do not exist. */
  public List<RawPath> missing() {
    return List.copyOf(ahead);
  }

  /** The path without links; names that do not exist are appended. */
  public Path real() {
    return pathTo(ahead);
  }

  /** The directories from {@code /} to the end. */
  public List<Entry.Inode> inodes() {
    return new ArrayList<>(inodes);
  }

  /** A directory on the way in which another user could have exchanged a name; null if none. */
  public Path changeable() {
    return changeable;
  }

  /**
   * Returns true if a directory above the end lets nobody but root and this user pass. Members of a
   * group and users named in an ACL count as others.
   */
  public boolean isBarred() {
    return barred;
  }

  @Override
  public void close() {
    at.close();
  }
}
