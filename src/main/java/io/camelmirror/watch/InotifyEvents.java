package io.camelmirror.watch;

import io.camelmirror.tree.FailureText;
import io.camelmirror.tree.Tree;
import io.methvin.watcher.DirectoryChangeEvent;
import io.methvin.watcher.DirectoryChangeListener;
import io.methvin.watcher.DirectoryWatcher;
import io.methvin.watcher.visitor.FileTreeVisitor;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** Hears of changes through inotify, which takes a watch for each directory of the source. */
final class InotifyEvents implements Events, DirectoryChangeListener, FileTreeVisitor {

  private static final String LIMIT = "fs.inotify.max_user_watches";
  private static final Path LIMIT_FILE = Path.of("/proc/sys/fs/inotify/max_user_watches");

  private final Path source;
  private final Listener listener;
  private final Object inode;
  private final DirectoryWatcher watcher;
  private boolean prepared;
  private long directories;
  private boolean limited;
  private volatile boolean ended;

  /**
   * After a loss, nobody knows of directories that were created meanwhile: they are not watched.
   */
  private volatile boolean incomplete;

  /**
   * Begins to watch; returns when all directories are watched.
   *
   * @param source the folder as the user named it
   * @throws NotPossibleException if the system does not permit or support it
   */
  InotifyEvents(Path source, Listener listener) throws NotPossibleException {
    this.source = source;
    this.listener = listener;
    try {
      inode = inode(source);
      watcher =
          DirectoryWatcher.builder()
              .path(source)
              .listener(this)
              .fileHashing(false)
              .fileTreeVisitor(this)
              .build();
      watcher.watchAsync(this::start).whenComplete((nothing, failure) -> ended = true);
    } catch (IOException e) {
      throw new NotPossibleException(FailureText.of(e));
    }
    if (directories == 0) {
      close();
      throw new NotPossibleException("the source cannot be watched");
    }
  }

  private void start(Runnable events) {
    Thread thread = new Thread(events, "camel-mirror-watch");
    thread.setDaemon(true);
    thread.start();
  }

  private static Object inode(Path folder) throws IOException {
    return Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
  }

  @Override
  public boolean isCurrent() {
    try {
      return !ended && !incomplete && inode(source).equals(inode);
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public String describe() {
    return String.format(Locale.ROOT, "through inotify, with %,d directories", directories);
  }

  @Override
  public void onEvent(DirectoryChangeEvent event) {
    if (event.eventType() == DirectoryChangeEvent.EventType.OVERFLOW) {
      lost();
      return;
    }
    Path path = source.relativize(event.path());
    listener.changed(Tree.parentOf(path), false);
    if (event.isDirectory() && event.eventType() == DirectoryChangeEvent.EventType.CREATE) {
      listener.changed(path, true);
    }
  }

  @Override
  public void onException(Exception e) {
    lost();
  }

  private void lost() {
    incomplete = true;
    listener.lost();
  }

  /**
   * Visits directories only, and never follows a link below the start. What disappears meanwhile is
   * left out. Files are not visited, because a new directory is marched through anyway.
   */
  @Override
  public void recursiveVisitFiles(Path start, Callback onDirectory, Callback onFile) {
    if (!prepared) {
      // The watcher would remember all directories, only to tell their deletion from a file's.
      prepared = true;
      return;
    }
    Deque<Path> pending = new ArrayDeque<>();
    pending.add(start);
    while (!pending.isEmpty() && listener.isWanted()) {
      Path directory = pending.pop();
      try {
        onDirectory.call(directory);
        directories++;
        addDirectories(directory, pending);
      } catch (NoSuchFileException | NotDirectoryException e) {
        // It was removed just now, and its parent has reported that.
        continue;
      } catch (IOException e) {
        limited(e);
      }
    }
  }

  private static void addDirectories(Path parent, Deque<Path> pending) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent)) {
      for (Path entry : entries) {
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          pending.add(entry);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private void limited(IOException e) {
    if (!limited) {
      limited = true;
      listener.limited(
          isLimit(e)
              ? String.format(
                  Locale.ROOT,
                  "inotify may watch only some of the directories, because %s is %s; changes in"
                      + " the others wait for the next pass at the interval; to raise the limit,"
                      + " run: sysctl %s=1048576",
                  LIMIT,
                  limit(),
                  LIMIT)
              : "not all directories can be watched: " + FailureText.of(e));
    }
  }

  private static boolean isLimit(IOException e) {
    return String.valueOf(e.getMessage()).contains("inotify watches");
  }

  private static String limit() {
    // The kernel gives the number to the first read only, and Files.readString begins with one
    // byte.
    try (BufferedReader reader = Files.newBufferedReader(LIMIT_FILE)) {
      return reader.readLine();
    } catch (IOException e) {
      return "too low";
    }
  }

  @Override
  public void close() {
    try {
      watcher.close();
    } catch (IOException e) {
      // The watcher's thread ends with the process.
      ended = true;
    }
  }
}
