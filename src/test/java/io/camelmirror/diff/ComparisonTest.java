package io.camelmirror.diff;

import static io.camelmirror.Entries.TIME;
import static io.camelmirror.Entries.directory;
import static io.camelmirror.Entries.file;
import static io.camelmirror.Entries.link;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.camelmirror.Entries;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.Privileges;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ComparisonTest {

  private static final Instant MICROS = Instant.parse("2024-01-01T00:00:00.123456Z");
  private static final Instant EARLY = Instant.parse("1969-07-20T20:17:40.123456789Z");
  private static final Instant EARLY_MICROS = Instant.parse("1969-07-20T20:17:40.123456Z");

  /** May do anything. */
  private static final Privileges ROOT = new Privileges(0, Set.of(0), -1);

  private static final Privileges NOBODY = new Privileges(Entries.USER, Set.of(Entries.USER), 0);

  private static final ReplicaFileSystem CUTS_TO_MICROS = new Disk(ChronoUnit.MICROS, true, true);
  private static final ReplicaFileSystem WITHOUT_MODES = new Disk(ChronoUnit.NANOS, false, true);
  private static final ReplicaFileSystem WITHOUT_OWNERS = new Disk(ChronoUnit.NANOS, true, false);

  /** A file system that cuts times. */
  private record Disk(ChronoUnit kept, boolean storesModes, boolean storesOwners)
      implements ReplicaFileSystem {

    @Override
    public boolean stores(FileTime wanted, FileTime found) {
      return found.toInstant().equals(wanted.toInstant().truncatedTo(kept));
    }
  }

  private final List<String> said = new ArrayList<>();
  private final LeftOut leftOut = new LeftOut(said::add);

  @ParameterizedTest(name = "{0} against {1}: {2}")
  @CsvSource(
      textBlock =
          """
          # source,   replica,   action
          absent,     absent,
          absent,     FILE,      DELETE
          absent,     DIRECTORY, DELETE
          absent,     LINK,      DELETE
          absent,     FIFO,      DELETE
          FILE,       absent,    CREATE
          FILE,       FILE,
          FILE,       DIRECTORY, REPLACE
          FILE,       LINK,      REPLACE
          FILE,       FIFO,      REPLACE
          DIRECTORY,  absent,    CREATE
          DIRECTORY,  FILE,      REPLACE
          DIRECTORY,  DIRECTORY,
          DIRECTORY,  LINK,      REPLACE
          DIRECTORY,  FIFO,      REPLACE
          LINK,       absent,    CREATE
          LINK,       FILE,      REPLACE
          LINK,       DIRECTORY, REPLACE
          LINK,       LINK,
          LINK,       FIFO,      REPLACE
          FIFO,       absent,    CREATE
          FIFO,       FILE,      REPLACE
          FIFO,       DIRECTORY, REPLACE
          FIFO,       LINK,      REPLACE
          FIFO,       FIFO,
          """)
  void comparesEveryKindWithEveryKind(String source, String replica, Action action) {
    assertThat(compare(Entries.of(source), Entries.of(replica))).isEqualTo(action);
  }

  @ParameterizedTest
  @EnumSource
  void tellsEachKindFromEveryOther(Kind kind) {
    Entry entry = Entries.of(kind).entry();
    assertThat(compare(null, entry)).isEqualTo(Action.DELETE);
    assertThat(compare(entry, null)).isEqualTo(Action.CREATE);
    for (Kind other : Kind.values()) {
      assertThat(compare(entry, Entries.of(other).entry()))
          .as(other.name())
          .isEqualTo(kind == other ? null : Action.REPLACE);
    }
  }

  static Stream<Arguments> attributes() {
    Entry file = file().entry();
    Entry directory = directory().entry();
    return Stream.of(
        arguments("larger", file().size(6).entry(), file, Action.UPDATE),
        arguments("smaller", file().size(4).entry(), file, Action.UPDATE),
        arguments("newer", file().modified(TIME.plusSeconds(1)).entry(), file, Action.UPDATE),
        arguments("older", file().modified(TIME.minusSeconds(1)).entry(), file, Action.UPDATE),
        arguments(
            "newer by 1 us", file().modified(TIME.plusNanos(1_000)).entry(), file, Action.UPDATE),
        arguments("newer by 1 ns", file().modified(TIME.plusNanos(1)).entry(), file, Action.UPDATE),
        arguments("other mode", file().mode(0600).entry(), file, Action.ATTRIBUTES),
        arguments("set-user-id", file().mode(04644).entry(), file, Action.ATTRIBUTES),
        arguments("other owner", file().uid(7).entry(), file, Action.ATTRIBUTES),
        arguments("other group", file().gid(7).entry(), file, Action.ATTRIBUTES),
        arguments(
            "other attribute", file().extended("user.a", "1").entry(), file, Action.ATTRIBUTES),
        arguments(
            "other object, changed later",
            file().inode(7).fileSystem(7).changed(TIME.plusSeconds(9)).entry(),
            file,
            null),
        arguments("other size, other mode", file().size(6).mode(0600).entry(), file, Action.UPDATE),
        arguments(
            "several names, other mode", file, file().names(2).mode(0600).entry(), Action.UPDATE),
        arguments(
            "folder, newer",
            directory().modified(TIME.plusNanos(1_000)).entry(),
            directory,
            Action.ATTRIBUTES),
        arguments("folder, mode", directory().mode(01755).entry(), directory, Action.ATTRIBUTES),
        arguments("folder, names", directory().names(9).entry(), directory, null),
        arguments("other target", link("other").entry(), link("target").entry(), Action.UPDATE),
        arguments(
            "link, newer",
            link("t").modified(TIME.plusSeconds(9)).entry(),
            link("t").entry(),
            Action.ATTRIBUTES),
        arguments("link, mode", link("t").mode(0700).entry(), link("t").entry(), null),
        arguments(
            "other device",
            Entries.device(Kind.BLOCK_DEVICE, 1).entry(),
            Entries.device(Kind.BLOCK_DEVICE, 2).entry(),
            Action.UPDATE));
  }

  @ParameterizedTest(name = "{0}: {3}")
  @MethodSource
  void attributes(String name, Entry source, Entry replica, Action action) {
    assertThat(compare(source, replica)).isEqualTo(action);
    assertThat(said).isEmpty();
  }

  static Stream<Arguments> timesThatAreCut() {
    Entry file = file().entry();
    Entry directory = directory().entry();
    return Stream.of(
        arguments("cut to us", file, file().modified(MICROS).entry(), null),
        arguments(
            "cut to us, mode", file, file().modified(MICROS).mode(0600).entry(), Action.ATTRIBUTES),
        arguments("cut to us in the source", file().modified(MICROS).entry(), file, Action.UPDATE),
        arguments(
            "cut to ms", file, file().modified(TIME.minusNanos(456_789)).entry(), Action.UPDATE),
        arguments(
            "rounded up", file, file().modified(MICROS.plusNanos(1_000)).entry(), Action.UPDATE),
        arguments(
            "1969, cut",
            file().modified(EARLY).entry(),
            file().modified(EARLY_MICROS).entry(),
            null),
        arguments("folder, cut to us", directory, directory().modified(MICROS).entry(), null));
  }

  @ParameterizedTest(name = "{0}: {3}")
  @MethodSource
  void timesThatAreCut(String name, Entry source, Entry replica, Action action) {
    assertThat(comparison(ROOT, CUTS_TO_MICROS).compare(source, replica)).isEqualTo(action);
  }

  @Test
  void takesNoCutForGrantedWhereTimesAreKept() {
    Entry cut = file().modified(MICROS).entry();
    assertThat(compare(file().entry(), cut)).isEqualTo(Action.UPDATE);
    assertThat(compare(directory().entry(), directory().modified(MICROS).entry()))
        .isEqualTo(Action.ATTRIBUTES);
  }

  @Test
  void leavesOutWhatOnlyRootMayDo() {
    Comparison comparison = comparison(NOBODY, ReplicaFileSystem.EXACT);
    Entry others = file().uid(7).gid(7).entry();
    assertThat(comparison.compare(others, file().entry())).isNull();
    assertThat(comparison.compare(others, file().entry())).isNull();
    assertThat(said).hasSize(2);
    assertThat(leftOut.has(Facet.OWNERS)).isTrue();
    assertThat(leftOut.has(Facet.GROUPS)).as("some can be kept").isFalse();
  }

  @Test
  void leavesOutPermissionsThatAreNotStored() {
    Comparison comparison = comparison(ROOT, WITHOUT_MODES);
    assertThat(comparison.compare(file().mode(0600).entry(), file().entry())).isNull();
    assertThat(leftOut.has(Facet.MODES)).isTrue();
    assertThat(said).hasSize(1);
  }

  @Test
  void leavesOutOwnersThatAreNotStored() {
    Comparison comparison = comparison(ROOT, WITHOUT_OWNERS);
    assertThat(comparison.compare(file().uid(7).entry(), file().entry())).isNull();
    assertThat(comparison.compare(file().gid(7).entry(), file().entry())).isNull();
    assertThat(leftOut.has(Facet.OWNERS)).isTrue();
    assertThat(leftOut.has(Facet.GROUPS)).isTrue();
    assertThat(said).hasSize(2);
  }

  @Test
  void leavesOutTimesOfLinks() {
    leftOut.add(Facet.LINK_TIMES, "for a test");
    Entry newer = link("t").modified(TIME.plusSeconds(9)).entry();
    assertThat(compare(newer, link("t").entry())).isNull();
    assertThat(compare(file().modified(TIME.plusSeconds(9)).entry(), file().entry()))
        .isEqualTo(Action.UPDATE);
  }

  private Action compare(Entry source, Entry replica) {
    return comparison(ROOT, ReplicaFileSystem.EXACT).compare(source, replica);
  }

  private Comparison comparison(Privileges privileges, ReplicaFileSystem replica) {
    return new Comparison(Fidelity.PLAIN, leftOut, privileges, replica);
  }
}
