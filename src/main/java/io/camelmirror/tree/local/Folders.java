package io.camelmirror.tree.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes the roots of a mirror, when they are missing and that was asked for. */
public final class Folders {

  private Folders() {}

  /** Makes a folder and those above it; nothing happens when it exists. */
  public static void create(Path folder) throws IOException {
    Files.createDirectories(folder);
  }
}
