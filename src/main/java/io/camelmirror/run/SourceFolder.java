package io.camelmirror.run;

import io.camelmirror.tree.PathText;
import io.camelmirror.tree.local.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sees to it that a source exists, before anything is started. */
public final class SourceFolder {

  private SourceFolder() {}

  /**
   * Creates a source that does not exist, if that is wanted.
   *
   * @param wanted whether to create it; asked only when it does not exist
   * @param remedy what the user can do, the end of the message
   * @throws UsageException when it does not exist and was not created
   */
  public static void ensure(Path source, Question wanted, String remedy) throws UsageException {
    if (Files.exists(source)) {
      return;
    }
    if (!wanted.isAnsweredYes()) {
      throw new UsageException("the source " + PathText.of(source) + " does not exist; " + remedy);
    }
    try {
      Folders.create(source);
    } catch (IOException e) {
      throw new UsageException(
          "the source " + PathText.of(source) + " cannot be created: " + e.getMessage(), e);
    }
  }

  /** Somebody or something is asked whether to create a source. */
  public interface Question {

    /** Asks. */
    boolean isAnsweredYes() throws UsageException;
  }
}
