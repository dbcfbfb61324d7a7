package io.camelmirror.watch;

import io.camelmirror.posix.Errno;
import io.camelmirror.posix.ErrnoException;
import io.camelmirror.posix.Fanotify;
import io.camelmirror.posix.Posix;
import io.camelmirror.posix.Reads;
import io.camelmirror.tree.MountTable;
import io.camelmirror.tree.RawPath;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hears of the changes in all file systems of the source through fanotify. That takes one mark for
 * each file system, however many directories there are. Changes outside the source are heard of as
 * well, and dropped.
 */
final class FanotifyEvents implements Events {

  private static final Path HERE = Path.of("");

  private static final long MOVED = Fanotify.MOVED_FROM | Fanotify.MOVED_TO;
  private static final long NEW = Fanotify.MOVED_TO | Fanotify.CREATED;

  /** Where the fields of events and their records are, as in {@code fanotify(7)}. */
  private static final int METADATA_LENGTH_AT = 6;

  private static final int MASK_AT = 8;
  private static final int RECORD_LENGTH_AT = 2;
  private static final int FILE_SYSTEM_AT = 4;
  private static final int HANDLE_AT = 12;
  private static final int HANDLE_BYTES_AT = 20;
  private static final byte DIRECTORY_AND_NAME = 2;

  private static final int REMEMBERED = 4096;

  private final Path source;
  private final Listener listener;
  private final List<Mark> marks;
  private final int group;
  private final int waker;
  private final Thread reader;
  private boolean ended;
  private final ByteBuffer buffer = Fanotify.newBuffer();

  /** The paths of directories by handle; empty outside the source. Valid until one is moved. */
  private final Map<ByteBuffer, Optional<Path>> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Optional<Path>> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * A file system that is watched.
   *
   * @param path where it is mounted, or the source itself
   * @param mount the ID of the mount
   * @param id identifies the file system in events
   */
  private record Mark(Path path, long mount, long id) {}

  private FanotifyEvents(Path source, Listener listener, List<Mark> marks, int group, int waker) {
    this.source = source;
    this.listener = listener;
    this.marks = marks;
    this.group = group;
    this.waker = waker;
    reader = new Thread(this::readAll, "camel-mirror-watch");
    reader.setDaemon(true);
  }

  /**
   * Begins to watch.
   *
   * @param source the folder as the user named it
   * @throws NotPossibleException if the process may not, or a file system cannot
   */
  static FanotifyEvents open(Path source, Listener listener) throws NotPossibleException {
    if (!Posix.isAvailable()) {
      throw new NotPossibleException("native calls are not available: " + Posix.unavailable());
    }
    try {
      return openGroup(source, listener);
    } catch (LinkageError e) {
      throw new NotPossibleException(e.getMessage());
    }
  }

  private static FanotifyEvents openGroup(Path source, Listener listener)
      throws NotPossibleException {
    int group = require(Fanotify.open());
    int waker = -1;
    try {
      waker = require(Fanotify.openWaker());
      List<Mark> marks = marks(source, group);
      FanotifyEvents events = new FanotifyEvents(source, listener, marks, group, waker);
      events.reader.start();
      return events;
    } catch (NotPossibleException | RuntimeException | Error e) {
      Reads.close(group);
      if (waker >= 0) {
        Reads.close(waker);
      }
      throw e;
    }
  }

  private static int require(int result) throws NotPossibleException {
    if (result < 0) {
      throw new NotPossibleException(Errno.text(-result));
    }
    return result;
  }

  /**
   * Finds the source and what is mounted below it.
   *
   * @param group marks their file systems in this group, unless it is negative
   */
  private static List<Mark> marks(Path source, int group) throws NotPossibleException {
    List<Mark> marks = new ArrayList<>();
    Path real = mark(source, group, marks);
    for (Path below : MountTable.read().below(real)) {
      mark(real.resolve(below), group, marks);
    }
    return marks;
  }

  private static Path mark(Path folder, int group, List<Mark> marks) throws NotPossibleException {
    int directory = require(open(folder));
    try {
      Path path = RawPath.of(Fanotify.pathOf(directory)).path();
      if (group >= 0) {
        require(Fanotify.tryHandle(directory));
        require(Fanotify.watch(group, directory));
      }
      marks.add(
          new Mark(path, Reads.mount(directory, new byte[0]), Fanotify.fileSystemId(directory)));
      return path;
    } catch (ErrnoException e) {
      throw new NotPossibleException(Errno.text(e.number()));
    } finally {
      Reads.close(directory);
    }
  }

  private static int open(Path folder) {
    return Reads.openDirectory(Posix.NO_DIRECTORY, RawPath.of(folder).bytes(), true, true);
  }

  @Override
  public synchronized boolean isCurrent() {
    try {
      return !ended && marks.equals(marks(source, -1));
    } catch (NotPossibleException e) {
      return false;
    }
  }

  @Override
  public String describe() {
    return "through fanotify";
  }

  private void readAll() {
    while (Fanotify.await(group, waker) > 0) {
      int length = Fanotify.read(group, buffer);
      if (length < 0 && length != -Errno.EAGAIN) {
        listener.lost();
        break;
      }
      for (int at = 0; at < length; at += buffer.getInt(at)) {
        event(at);
      }
    }
    end();
  }

  private synchronized void end() {
    ended = true;
    Reads.close(group);
    Reads.close(waker);
  }

  private void event(int at) {
    long mask = buffer.getLong(at + MASK_AT);
    if ((mask & Fanotify.OVERFLOW) != 0) {
      known.clear();
      listener.lost();
      return;
    }
    boolean directory = (mask & Fanotify.OF_DIRECTORY) != 0;
    if (directory && (mask & MOVED) != 0) {
      known.clear();
    }
    int end = at + buffer.getInt(at);
    int record = at + buffer.getShort(at + METADATA_LENGTH_AT);
    while (record < end) {
      if (buffer.get(record) == DIRECTORY_AND_NAME) {
        told(record, directory && (mask & NEW) != 0);
      }
      record += buffer.getShort(record + RECORD_LENGTH_AT);
    }
  }

  /** Tells the listener of a record unless it is about something outside the source. */
  private void told(int record, boolean newDirectory) {
    int nameAt = record + HANDLE_BYTES_AT + buffer.getInt(record + HANDLE_AT);
    byte[] key = Reads.bytes(buffer, record + FILE_SYSTEM_AT, nameAt - record - FILE_SYSTEM_AT);
    Optional<Path> found = known.computeIfAbsent(ByteBuffer.wrap(key), unknown -> resolve(record));
    if (found.isEmpty()) {
      return;
    }
    Path directory = found.get();
    listener.changed(directory, false);
    if (newDirectory) {
      listener.changed(directory.resolve(RawPath.of(nameAt(nameAt)).path()), true);
    }
  }

  private byte[] nameAt(int at) {
    int end = at;
    while (buffer.get(end) != 0) {
      end++;
    }
    return Reads.bytes(buffer, at, end - at);
  }

  /** Finds the path of a directory relative to the source. */
  private Optional<Path> resolve(int record) {
    long id = buffer.getLong(record + FILE_SYSTEM_AT);
    Path real = marks.get(0).path;
    for (Mark mark : marks) {
      if (mark.id == id) {
        Path path = resolve(mark, record + HANDLE_AT);
        if (path != null && path.startsWith(mark.path)) {
          return Optional.of(path.equals(real) ? HERE : real.relativize(path));
        }
      }
    }
    return Optional.empty();
  }

  /** Opened for a moment only: an open directory would keep a disk from being unmounted. */
  private Path resolve(Mark mark, int handleAt) {
    int mount = open(mark.path);
    if (mount < 0) {
      return null;
    }
    int directory = Fanotify.openHandle(mount, buffer, handleAt);
    try {
      return directory < 0 ? null : RawPath.of(Fanotify.pathOf(directory)).path();
    } catch (ErrnoException e) {
      return null;
    } finally {
      Reads.close(mount);
      if (directory >= 0) {
        Reads.close(directory);
      }
    }
  }

  @Override
  public synchronized void close() {
    // Once closed, the number of the descriptor may belong to another file.
    if (!ended) {
      Fanotify.wake(waker);
    }
  }
}
