package io.camelmirror.bench;

import io.camelmirror.tree.FolderPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/** A source and a replica for one benchmark, in memory where the system has a place for that. */
public final class Yard implements AutoCloseable {

  private static final Path MEMORY = Path.of("/dev/shm");
  private static final FileTime TIME = FileTime.from(Instant.parse("2024-01-01T00:00:00Z"));

  private final Path root;

  private Yard(Path root) {
    this.root = root;
  }

  /** Makes two empty folders. */
  public static Yard make() throws IOException {
    Yard yard =
        new Yard(
            Files.isWritable(MEMORY)
                ? Files.createTempDirectory(MEMORY, "camel-mirror-jmh")
                : Files.createTempDirectory("camel-mirror-jmh"));
    Files.createDirectory(yard.source());
    Files.createDirectory(yard.replica());
    return yard;
  }

  public Path source() {
    return root.resolve("source");
  }

  public Path replica() {
    return root.resolve("replica");
  }

  public Path log() {
    return root.resolve("log");
  }

  public FolderPair folders() throws Exception {
    return FolderPair.of(source(), replica());
  }

  /** Puts as many small files into a folder, with the same names, content and times in any. */
  public void fill(Path folder, int files) throws IOException {
    for (int i = 0; i < files; i++) {
      Path file = Files.writeString(folder.resolve("file-" + i), "content of " + i);
      Files.setLastModifiedTime(file, TIME);
    }
    Files.setLastModifiedTime(folder, TIME);
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
