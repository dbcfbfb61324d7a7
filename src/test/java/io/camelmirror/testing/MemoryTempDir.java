package io.camelmirror.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * Makes temporary folders in memory where there is a file system that keeps extended attributes, as
 * a disk does. Renaming over a file on a journaling disk takes most of the time of some tests.
 */
public final class MemoryTempDir implements TempDirFactory {

  private static final Path MEMORY = Path.of("/dev/shm");

  @Override
  public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context)
      throws IOException {
    return create("camel-mirror-test");
  }

  /** Makes a folder; the caller removes it. */
  public static Path create(String prefix) throws IOException {
    return isUsable()
        ? Files.createTempDirectory(MEMORY, prefix)
        : Files.createTempDirectory(prefix);
  }

  private static boolean isUsable() throws IOException {
    return Files.isWritable(MEMORY)
        && Files.getFileStore(MEMORY).supportsFileAttributeView(UserDefinedFileAttributeView.class);
  }
}
