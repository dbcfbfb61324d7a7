package io.camelmirror.run;

import io.camelmirror.tree.FailureText;
import io.camelmirror.tree.PathText;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Checks the folder with the routes before Camel starts. */
public final class RouteFiles {

  private static final String SUFFIX = ".camel.yaml";

  private RouteFiles() {}

  /**
   * Checks that a folder contains routes and that all of them are readable.
   *
   * @return the folder
   * @throws UsageException if the folder contains no routes, or it or a file in it is unreadable
   */
  public static Path in(Path folder) throws UsageException {
    if (!Path.of(folder.toString()).equals(folder)) {
      throw new UsageException(
          "cannot read the routes in "
              + PathText.of(folder)
              + ": the path has bytes that are not UTF-8");
    }
    boolean any = false;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        if (!Files.isReadable(file)) {
          throw new UsageException(
              "cannot read the routes in "
                  + PathText.of(file)
                  + ": the file is missing or you may not read it");
        }
        any = true;
      }
    } catch (IOException e) {
      throw new UsageException(
          "cannot read the routes in " + PathText.of(folder) + ": " + reason(e), e);
    }
    if (any) {
      return folder;
    }
    throw new UsageException(
        "no routes (*"
            + SUFFIX
            + ") in "
            + PathText.of(folder)
            + "; set mirror.routes to a folder with routes");
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "the folder does not exist";
    }
    if (e instanceof NotDirectoryException) {
      return "it is not a folder";
    }
    return FailureText.of(e);
  }
}
