package io.camelmirror.run;

import io.camelmirror.tree.FailureText;
import io.camelmirror.tree.PathText;
import io.camelmirror.tree.local.LocalSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes sure that the source exists before the mirror starts. */
public final class SourceFolder {

  private SourceFolder() {}

  /**
   * Creates a missing source if the user wants it.
   *
   * @param wanted asks whether to create the source; called only if the source does not exist
   * @param remedy the end of the message, which says what the user can do
   * @throws UsageException if the source does not exist and was not created
   */
  public static void ensure(Path source, Question wanted, String remedy) throws UsageException {
    if (Files.exists(source)) {
      return;
    }
    if (!wanted.isAnsweredYes()) {
      throw new UsageException("the source " + PathText.of(source) + " does not exist; " + remedy);
    }
    try {
      LocalSite.createFolder(source);
    } catch (IOException e) {
      throw new UsageException(
          "the source " + PathText.of(source) + " cannot be created: " + FailureText.of(e), e);
    }
  }

  /** A question that the user or a setting answers. */
  public interface Question {

    /**
     * Asks the question.
     *
     * @return whether the answer is yes
     * @throws UsageException if the answer cannot be read
     */
    boolean isAnsweredYes() throws UsageException;
  }
}
