package io.camelmirror.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProblemTest {

  @Test
  void isOneLineForPeople() {
    Problem problem =
        new Problem(
            Path.of("docs/a\nb.txt"), "copy", new AccessDeniedException("/src/docs/a\nb.txt"));
    assertThat(problem)
        .hasToString("could not copy docs/a\\nb.txt: permission denied: /src/docs/a\\nb.txt");
  }
}
