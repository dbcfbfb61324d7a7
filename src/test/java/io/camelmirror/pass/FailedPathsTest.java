package io.camelmirror.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FailedPathsTest {

  @Test
  void countsEachPathOnce() {
    FailedPaths failed = new FailedPaths();
    for (int i = 0; i < 10_000; i++) {
      assertThat(failed.add(Path.of("folder", "file" + i))).isTrue();
    }
    for (int i = 0; i < 10_000; i++) {
      assertThat(failed.add(Path.of("folder", "file" + i))).isFalse();
    }
    assertThat(failed.add(Path.of(""))).isTrue();
    assertThat(failed.add(Path.of(""))).isFalse();
  }
}
