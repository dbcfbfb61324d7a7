package io.camelmirror.pass;

/**
 * How much of the machine a mirror may take.
 *
 * @param threads the number of threads that read and write
 * @param bytesPerSecond how many bytes of content to copy in a second; 0 for no limit
 * @param idle let all other programs have the processor and the disks first
 */
public record Load(int threads, long bytesPerSecond, boolean idle) {

  /** One thread for each processor, at least two, and no limit. */
  public static final Load FULL =
      new Load(Math.max(2, Runtime.getRuntime().availableProcessors()), 0, false);
}
