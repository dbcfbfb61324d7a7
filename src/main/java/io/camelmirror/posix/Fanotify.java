package io.camelmirror.posix;

import com.kenai.jffi.MemoryIO;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Calls to hear of changes in whole file systems, through {@code fanotify(7)}. They need Linux 5.9
 * and {@code CAP_SYS_ADMIN}; to turn what they report into paths takes {@code CAP_DAC_READ_SEARCH}.
 */
public final class Fanotify {

  /** Bits of an event. */
  public static final long ATTRIBUTES = 0x4;

  public static final long WRITTEN = 0x8;
  public static final long MOVED_FROM = 0x40;
  public static final long MOVED_TO = 0x80;
  public static final long CREATED = 0x100;
  public static final long DELETED = 0x200;

  /** Events were dropped. */
  public static final long OVERFLOW = 0x4000;

  /** The event is about a directory. */
  public static final long OF_DIRECTORY = 0x40000000;

  /** Enough for several hundred events. */
  public static final int BUFFER = 1 << 16;

  private static final int CLOEXEC_NONBLOCK_UNLIMITED_MARKS = 0x1 | 0x2 | 0x20;
  private static final int REPORT_DIRECTORY_AND_NAME = 0x400 | 0x800;
  private static final int O_RDONLY_LARGE_CLOEXEC = 0100000 | 02000000;
  private static final int O_PATH_CLOEXEC = 010000000 | 02000000;
  private static final int ADD_FILE_SYSTEM = 0x1 | 0x100;
  private static final int EVENT_CLOEXEC = 02000000;
  private static final short READABLE = 1;
  private static final int POLLED = 8;
  private static final int FILE_SYSTEM_TYPE_AT = 0;
  private static final int FILE_SYSTEM_ID_AT = 56;
  private static final int HANDLE = 128;

  private static final NativeFunction INIT = new NativeFunction("fanotify_init", 2);
  private static final NativeFunction MARK = new NativeFunction("fanotify_mark", 5);
  private static final NativeFunction EVENT = new NativeFunction("eventfd", 2);
  private static final NativeFunction WAKE = new NativeFunction("eventfd_write", 2);
  private static final NativeFunction POLL = new NativeFunction("poll", 3);
  private static final NativeFunction READ = new NativeFunction("read", 3);
  private static final NativeFunction STATFS = new NativeFunction("fstatfs", 2);
  private static final NativeFunction TO_HANDLE = new NativeFunction("name_to_handle_at", 5);
  private static final NativeFunction BY_HANDLE = new NativeFunction("open_by_handle_at", 3);

  private static final byte[] SELF = {};
  private static final int AT_EMPTY_PATH = 0x1000;

  private Fanotify() {}

  /**
   * Opens a group that reports, for each change, the directory and the name.
   *
   * @return a descriptor, or a negative error number
   */
  public static int open() {
    int flags = CLOEXEC_NONBLOCK_UNLIMITED_MARKS | REPORT_DIRECTORY_AND_NAME;
    return Posix.result((int) INIT.call(flags, O_RDONLY_LARGE_CLOEXEC));
  }

  /**
   * Makes a group report the changes in the whole file system of a directory.
   *
   * @param directory a descriptor
   * @return 0, or a negative error number
   */
  public static int watch(int group, int directory) {
    long mask = ATTRIBUTES | WRITTEN | MOVED_FROM | MOVED_TO | CREATED | DELETED | OF_DIRECTORY;
    long path = Scratch.get().first(Descriptors.path(directory));
    return Posix.result((int) MARK.call(group, ADD_FILE_SYSTEM, mask, Posix.NO_DIRECTORY, path));
  }

  /** Opens a descriptor for {@link #wake}; returns a negative error number if that fails. */
  public static int openWaker() {
    return Posix.result((int) EVENT.call(0, EVENT_CLOEXEC));
  }

  /** Ends all calls of {@link #await} with this waker, now and later. */
  public static void wake(int waker) {
    WAKE.call(waker, 1);
  }

  /**
   * Waits until a group has events or the waker was used.
   *
   * @return 0 if the waker was used, 1 if there may be events
   */
  public static int await(int group, int waker) {
    Scratch.Area polled = Scratch.get().small();
    polled.bytes.putInt(0, group).putShort(4, READABLE).putShort(6, (short) 0);
    polled.bytes.putInt(POLLED, waker).putShort(12, READABLE).putShort(14, (short) 0);
    POLL.call(polled.address, 2, -1);
    return polled.bytes.getShort(14) == 0 ? 1 : 0;
  }

  /**
   * Reads events without waiting, in the layout of {@code fanotify(7)}.
   *
   * @param into a direct buffer of at least {@link #BUFFER} bytes, filled from its beginning
   * @return the number of bytes, or a negative error number: {@code -EAGAIN} if there are no events
   */
  public static int read(int group, ByteBuffer into) {
    long address = MemoryIO.getInstance().getDirectBufferAddress(into);
    return (int) Posix.result(READ.call(group, address, into.capacity()));
  }

  /** Returns a direct buffer for events. */
  public static ByteBuffer newBuffer() {
    return ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.nativeOrder());
  }

  /**
   * Opens the directory that a handle in an event stands for, with {@code O_PATH}.
   *
   * @param mount a descriptor of any directory of its file system
   * @param events the buffer with the event
   * @param at the position of the {@code file_handle}
   * @return a descriptor, or a negative error number: {@code -ESTALE} if the directory is gone
   */
  public static int openHandle(int mount, ByteBuffer events, int at) {
    long address = MemoryIO.getInstance().getDirectBufferAddress(events) + at;
    return Posix.result((int) BY_HANDLE.call(mount, address, O_PATH_CLOEXEC));
  }

  /**
   * Tries whether a directory can be opened by a handle.
   *
   * @return 0, or a negative error number
   */
  public static int tryHandle(int directory) {
    Scratch scratch = Scratch.get();
    Scratch.Area handle = scratch.text();
    handle.bytes.putInt(0, HANDLE);
    long id = scratch.small().address;
    long empty = scratch.first(SELF);
    int code =
        Posix.result((int) TO_HANDLE.call(directory, empty, handle.address, id, AT_EMPTY_PATH));
    if (code < 0) {
      return code;
    }
    int opened = Posix.result((int) BY_HANDLE.call(directory, handle.address, O_PATH_CLOEXEC));
    if (opened >= 0) {
      Reads.close(opened);
      return 0;
    }
    return opened;
  }

  /**
   * Identifies the file system of an open directory as events do.
   *
   * @return 0 if it is not known
   */
  public static long fileSystemId(int directory) {
    return statfs(directory, FILE_SYSTEM_ID_AT);
  }

  /** Returns the magic number of the file system of an open directory; 0 if it is not known. */
  public static long fileSystemType(int directory) {
    return statfs(directory, FILE_SYSTEM_TYPE_AT);
  }

  private static long statfs(int directory, int at) {
    Scratch.Area result = Scratch.get().small();
    return STATFS.call(directory, result.address) == -1 ? 0 : result.bytes.getLong(at);
  }

  /**
   * Returns the path of an open file or directory as the kernel knows it now.
   *
   * @throws ErrnoException if {@code /proc} does not say
   */
  public static byte[] pathOf(int descriptor) throws ErrnoException {
    return Reads.readLink(Posix.NO_DIRECTORY, Descriptors.path(descriptor));
  }
}
