package io.camelmirror.diff;

import static io.camelmirror.diff.Entries.TIME;
import static io.camelmirror.diff.Entries.directory;
import static io.camelmirror.diff.Entries.file;
import static io.camelmirror.diff.Entries.link;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.camelmirror.tree.Entry;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ComparisonTest {

  private static final Instant MICROS = Instant.parse("2024-01-01T00:00:00.123456Z");
  private static final Instant EARLY = Instant.parse("1969-07-20T20:17:40.123456789Z");
  private static final Instant EARLY_MICROS = Instant.parse("1969-07-20T20:17:40.123456Z");

  @ParameterizedTest(name = "{0} against {1}: {2}")
  @CsvSource(
      textBlock =
          """
          # source,   replica,   action
          absent,     absent,
          absent,     FILE,      DELETE
          absent,     DIRECTORY, DELETE
          absent,     LINK,      DELETE
          absent,     SPECIAL,   DELETE
          FILE,       absent,    CREATE
          FILE,       FILE,
          FILE,       DIRECTORY, REPLACE
          FILE,       LINK,      REPLACE
          FILE,       SPECIAL,   REPLACE
          DIRECTORY,  absent,    CREATE
          DIRECTORY,  FILE,      REPLACE
          DIRECTORY,  DIRECTORY,
          DIRECTORY,  LINK,      REPLACE
          DIRECTORY,  SPECIAL,   REPLACE
          LINK,       absent,    CREATE
          LINK,       FILE,      REPLACE
          LINK,       DIRECTORY, REPLACE
          LINK,       LINK,
          LINK,       SPECIAL,   REPLACE
          SPECIAL,    absent,    CREATE
          SPECIAL,    FILE,      REPLACE
          SPECIAL,    DIRECTORY, REPLACE
          SPECIAL,    LINK,      REPLACE
          SPECIAL,    SPECIAL,
          """)
  void comparesEveryKindWithEveryKind(String source, String replica, Action action) {
    assertThat(Comparison.compare(Entries.of(source), Entries.of(replica))).isEqualTo(action);
  }

  static Stream<Arguments> attributes() {
    Entry file = file(5, TIME, 0644);
    Entry directory = directory(TIME, 0755);
    return Stream.of(
        arguments("larger", file(6, TIME, 0644), file, Action.UPDATE),
        arguments("smaller", file(4, TIME, 0644), file, Action.UPDATE),
        arguments("newer", file(5, TIME.plusSeconds(1), 0644), file, Action.UPDATE),
        arguments("older", file(5, TIME.minusSeconds(1), 0644), file, Action.UPDATE),
        arguments("newer by 1 us", file(5, TIME.plusNanos(1_000), 0644), file, Action.UPDATE),
        arguments("other mode", file(5, TIME, 0600), file, Action.ATTRIBUTES),
        arguments("set-user-id", file(5, TIME, 04644), file, Action.ATTRIBUTES),
        arguments("other size, other mode", file(6, TIME, 0600), file, Action.UPDATE),
        arguments("cut to us", file, file(5, MICROS, 0644), null),
        arguments("cut to us, mode", file, file(5, MICROS, 0600), Action.ATTRIBUTES),
        arguments("cut to us in the source", file(5, MICROS, 0644), file, Action.UPDATE),
        arguments("cut to ms", file, file(5, TIME.minusNanos(456_789), 0644), Action.UPDATE),
        arguments("rounded up", file, file(5, MICROS.plusNanos(1_000), 0644), Action.UPDATE),
        arguments("1969, cut", file(5, EARLY, 0644), file(5, EARLY_MICROS, 0644), null),
        arguments(
            "folder, newer", directory(TIME.plusNanos(1_000), 0755), directory, Action.ATTRIBUTES),
        arguments("folder, mode", directory(TIME, 01755), directory, Action.ATTRIBUTES),
        arguments("folder, cut to us", directory, directory(MICROS, 0755), null),
        arguments("other target", link("other", TIME), link("target", TIME), Action.UPDATE),
        arguments("link, newer", link("t", TIME.plusSeconds(9)), link("t", TIME), null));
  }

  @ParameterizedTest(name = "{0}: {3}")
  @MethodSource
  void attributes(String name, Entry source, Entry replica, Action action) {
    assertThat(Comparison.compare(source, replica)).isEqualTo(action);
  }
}
