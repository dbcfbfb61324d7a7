package io.camelmirror.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.Entries;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeTest {

  @ParameterizedTest(name = "{0} {2} by {1}")
  @CsvSource(
      textBlock =
          """
          # action,   source,    replica,   directory only, removes a directory
          CREATE,     FILE,      absent,    false, false
          CREATE,     DIRECTORY, absent,    true,  false
          CREATE,     LINK,      absent,    false, false
          UPDATE,     FILE,      FILE,      false, false
          ATTRIBUTES, DIRECTORY, DIRECTORY, true,  false
          REPLACE,    FILE,      DIRECTORY, false, true
          REPLACE,    LINK,      DIRECTORY, false, true
          REPLACE,    DIRECTORY, FILE,      false, false
          REPLACE,    DIRECTORY, LINK,      false, false
          REPLACE,    FILE,      LINK,      false, false
          DELETE,     absent,    DIRECTORY, true,  true
          DELETE,     absent,    FILE,      false, false
          DELETE,     absent,    FIFO,      false, false
          """)
  void knowsWhatItMeansForDirectories(
      Action action, String source, String replica, boolean directoryOnly, boolean removes) {
    Change change = new Change(action, Path.of("a"), Entries.of(source), Entries.of(replica));
    assertThat(change.concernsDirectoryOnly()).isEqualTo(directoryOnly);
    assertThat(change.removesDirectory()).isEqualTo(removes);
  }
}
