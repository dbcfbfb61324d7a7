package io.camelmirror;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder on another file system than the temporary ones, where there is one. */
public final class OtherDisk {

  private static final Path MEMORY = Path.of("/dev/shm");

  private OtherDisk() {}

  /** Makes it, or ends the test without a failure. Who asks for it removes it. */
  public static Path apartFrom(Path folder) throws IOException {
    assumeTrue(
        Files.isDirectory(MEMORY) && Files.isWritable(MEMORY),
        () -> MEMORY + " is no folder to write to");
    assumeTrue(
        !device(MEMORY).equals(device(folder)),
        () -> MEMORY + " and " + folder + " are on one file system");
    return Files.createTempDirectory(MEMORY, "camel-mirror-test-");
  }

  private static Object device(Path path) throws IOException {
    return Files.getAttribute(path, "unix:dev");
  }
}
