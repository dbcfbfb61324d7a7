package io.camelmirror.run;

import io.camelmirror.tree.PathText;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder with the routes. */
public final class RouteFiles {

  private static final String SUFFIX = ".camel.yaml";

  private RouteFiles() {}

  /**
   * Checks that a folder has routes, and that they can be read.
   *
   * @return the folder
   * @throws UsageException when it has none, or one that cannot be read
   */
  public static Path in(Path folder) throws UsageException {
    boolean any = false;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        if (!Files.isReadable(file)) {
          throw new UsageException("cannot read the routes in " + PathText.of(file));
        }
        any = true;
      }
    } catch (IOException e) {
      throw new UsageException("cannot read the routes in " + PathText.of(folder), e);
    }
    if (any) {
      return folder;
    }
    throw new UsageException("there are no routes (*" + SUFFIX + ") in " + PathText.of(folder));
  }
}
