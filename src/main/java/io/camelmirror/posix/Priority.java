package io.camelmirror.posix;

/** The priority of threads; see {@code setpriority(2)} and {@code ioprio_set(2)}. */
public final class Priority {

  private static final NativeFunction SET_PRIORITY = new NativeFunction("setpriority", 3);

  private static final int PROCESS = 0;
  private static final int NICEST = 19;
  private static final int SET_IO_PRIORITY =
      "aarch64".equals(System.getProperty("os.arch")) ? 30 : 251;
  private static final int IO_PROCESS = 1;
  private static final int IO_IDLE = 3 << 13;

  private Priority() {}

  /**
   * Lets the calling thread have the processor after all others, and the disks only while nobody
   * else uses them. An ordinary user cannot undo this. Where the system refuses, nothing changes.
   */
  public static void makeThreadIdle() {
    SET_PRIORITY.call(PROCESS, 0, NICEST);
    ReadCalls.syscall(SET_IO_PRIORITY, IO_PROCESS, 0, IO_IDLE, 0, 0);
  }
}
