package io.camelmirror.cli;

import io.camelmirror.tree.PathText;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder with the routes. */
final class RouteFiles {

  private static final String SUFFIX = ".camel.yaml";

  private RouteFiles() {}

  /**
   * Checks that a folder has routes.
   *
   * @return the folder
   * @throws UsageException when it has none
   */
  static Path in(Path folder) throws UsageException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      if (files.iterator().hasNext()) {
        return folder;
      }
    } catch (IOException e) {
      throw new UsageException("cannot read the routes in " + PathText.of(folder), e);
    }
    throw new UsageException("there are no routes (*" + SUFFIX + ") in " + PathText.of(folder));
  }
}
