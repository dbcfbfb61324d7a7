package io.camelmirror.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTextTest {

  static Stream<Arguments> causes() {
    return Stream.of(
        arguments(new AccessDeniedException("/s/a"), "permission denied: /s/a"),
        arguments(new NoSuchFileException("/s/a"), "does not exist: /s/a"),
        arguments(new NotDirectoryException("/s/a"), "is not a folder: /s/a"),
        arguments(new DirectoryNotEmptyException("/s/a"), "the folder is not empty: /s/a"),
        arguments(new FileAlreadyExistsException("/s/a"), "something else is in the way: /s/a"),
        arguments(
            new FileSystemException("/s/a", null, "No space left on device"),
            "No space left on device: /s/a"),
        arguments(new FileSystemException("/s/a\n"), "failed: /s/a\\n"),
        arguments(new IOException("No space left\non device"), "No space left\\non device"),
        arguments(new IllegalStateException(), "IllegalStateException"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource
  void causes(Throwable cause, String text) {
    assertThat(FailureText.of(cause)).isEqualTo(text);
  }
}
