package io.camelmirror.bench;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Consumer;

/** Finds what a replica has and the source has not, folders after what is in them. */
final class Extras extends SimpleFileVisitor<Path> {

  private final Path source;
  private final Path replica;
  private final Consumer<Path> extra;

  private Extras(Path source, Path replica, Consumer<Path> extra) {
    this.source = source;
    this.replica = replica;
    this.extra = extra;
  }

  static void of(Path source, Path replica, Consumer<Path> extra) throws IOException {
    if (Files.exists(replica)) {
      Files.walkFileTree(replica, new Extras(source, replica, extra));
    }
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    tell(file);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
    if (e != null) {
      throw e;
    }
    tell(folder);
    return FileVisitResult.CONTINUE;
  }

  private void tell(Path path) {
    if (Files.notExists(source.resolve(replica.relativize(path)), LinkOption.NOFOLLOW_LINKS)) {
      extra.accept(path);
    }
  }
}
