package io.camelmirror.diff;

import static io.camelmirror.Entries.TIME;
import static io.camelmirror.Entries.directory;
import static io.camelmirror.Entries.file;
import static io.camelmirror.Entries.link;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.camelmirror.Entries;
import io.camelmirror.FidelityBuilder;
import io.camelmirror.tree.Capability;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.Privileges;
import io.camelmirror.tree.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
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

  private static final Capabilities CUTS_TO_MICROS = Capabilities.EVERYTHING.withGranularity(1_000);
  private static final Capabilities FOLLOWS_NO_RULE = Capabilities.EVERYTHING.withGranularity(0);

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
    for (Capabilities any : List.of(Capabilities.EVERYTHING, Capabilities.UNKNOWN, nothing())) {
      assertThat(verdict(ROOT, Entries.of(source), Entries.of(replica), any))
          .isEqualTo(action == null ? Verdict.SAME : Verdict.needs(action));
    }
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
    assertThat(verdict(ROOT, source, replica, CUTS_TO_MICROS).action()).isEqualTo(action);
  }

  @Test
  void takesNoCutForGrantedWhereTimesAreKept() {
    Entry cut = file().modified(MICROS).entry();
    assertThat(compare(file().entry(), cut)).isEqualTo(Action.UPDATE);
    assertThat(compare(directory().entry(), directory().modified(MICROS).entry()))
        .isEqualTo(Action.ATTRIBUTES);
  }

  /** What differs in one thing that a file system may not store. */
  static Stream<Arguments> capabilities() {
    Entry file = file().entry();
    Entry link = link("t").entry();
    return Stream.of(
        arguments(Capability.MODES, file().mode(0600).entry(), file),
        arguments(Capability.MODES, directory().mode(0700).entry(), directory().entry()),
        arguments(Capability.OWNERS, file().uid(7).entry(), file),
        arguments(Capability.OWNERS, link("t").uid(7).entry(), link),
        arguments(Capability.GROUPS, file().gid(7).entry(), file),
        arguments(Capability.XATTRS, file().extended("user.a", "1").entry(), file),
        arguments(Capability.XATTRS, file, file().extended("user.a", "1").entry()),
        arguments(
            Capability.XATTRS,
            file().extended("user.a", "1").entry(),
            file().extended("user.a", "2").entry()),
        arguments(Capability.ACLS, file().extended("system.posix_acl_access", "1").entry(), file),
        arguments(Capability.LINK_TIMES, link("t").modified(TIME.plusSeconds(9)).entry(), link));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void capabilities(Capability needed, Entry source, Entry replica) {
    assertThat(verdict(ROOT, source, replica, Capabilities.EVERYTHING))
        .isEqualTo(Verdict.needs(Action.ATTRIBUTES));
    assertThat(verdict(ROOT, source, replica, Capabilities.UNKNOWN))
        .isEqualTo(Verdict.unknown(needed));
    assertThat(verdict(ROOT, source, replica, Capabilities.EVERYTHING.with(needed, false)))
        .isEqualTo(Verdict.sameBut(needed));
    for (Capability other : EnumSet.complementOf(EnumSet.of(needed))) {
      assertThat(verdict(ROOT, source, replica, Capabilities.EVERYTHING.with(other, false)))
          .as("without " + other)
          .isEqualTo(Verdict.needs(Action.ATTRIBUTES));
    }
  }

  @Test
  void asksNothingOfEqualEntries() {
    for (Kind kind : Kind.values()) {
      Entry entry = Entries.of(kind).entry();
      assertThat(verdict(ROOT, entry, entry, Capabilities.UNKNOWN)).isEqualTo(Verdict.SAME);
    }
  }

  @Test
  void goesOnBehindWhatIsNotKept() {
    Entry source = file().mode(0600).uid(7).entry();
    Capabilities withoutModes = Capabilities.EVERYTHING.with(Capability.MODES, false);
    Verdict needed = verdict(ROOT, source, file().entry(), withoutModes);
    assertThat(needed.action()).isEqualTo(Action.ATTRIBUTES);
    assertThat(needed.notKept()).containsExactly(Capability.MODES);
    assertThat(verdict(NOBODY, source, file().entry(), withoutModes).notKept())
        .containsExactlyInAnyOrder(Capability.MODES, Capability.OWNERS);
    assertThat(verdict(ROOT, file().mode(0600).entry(), file().entry(), nothing()).notKept())
        .containsExactly(Capability.MODES);
  }

  static Stream<Arguments> givesRightsOnlyToANewInodeWhereOthersReachTheReplica() {
    Entry foreign = file().entry();
    Entry trusted = file().uid(0).entry();
    return Stream.of(
        arguments("owner", file().uid(7).entry(), foreign, Action.UPDATE),
        arguments("setuid bit", file().mode(04644).entry(), foreign, Action.UPDATE),
        arguments("setgid bit", file().mode(02644).entry(), foreign, Action.UPDATE),
        arguments(
            "another group's setgid bit",
            file().mode(02644).gid(7).entry(),
            file().mode(02644).entry(),
            Action.UPDATE),
        arguments(
            "security attribute",
            file().extended("security.capability", "x").entry(),
            foreign,
            Action.UPDATE),
        arguments("owner of a link", link("t").uid(7).entry(), link("t").entry(), Action.UPDATE),
        arguments("permissions", file().mode(0755).entry(), foreign, Action.ATTRIBUTES),
        arguments("group", file().gid(7).entry(), foreign, Action.ATTRIBUTES),
        arguments("no setuid bit any more", foreign, file().mode(04644).entry(), Action.ATTRIBUTES),
        arguments("owner, of root's file", file().uid(7).entry(), trusted, Action.ATTRIBUTES),
        arguments(
            "owner of a directory",
            directory().uid(7).entry(),
            directory().entry(),
            Action.ATTRIBUTES));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void givesRightsOnlyToANewInodeWhereOthersReachTheReplica(
      String what, Entry source, Entry replica, Action action) {
    assertThat(
            new Comparison(Fidelity.PLAIN, ROOT)
                .compare(source, replica, Capabilities.EVERYTHING)
                .action())
        .isEqualTo(action);
    assertThat(compare(source, replica)).as("a private replica").isEqualTo(Action.ATTRIBUTES);
  }

  @Test
  void makesANewInodeWhereThisOneCannotBeChanged() {
    Privileges chown = new Privileges(0, Set.of(0), 1);
    assertThat(verdict(chown, file().mode(0600).entry(), file().entry(), Capabilities.EVERYTHING))
        .isEqualTo(Verdict.needs(Action.UPDATE));
    assertThat(verdict(chown, file().mode(04644).entry(), file().entry(), Capabilities.EVERYTHING))
        .as("giving it away clears the bit")
        .isEqualTo(Verdict.sameBut(Capability.MODES));
  }

  @Test
  void removesSetIdBitsThatItCouldNotSet() {
    Privileges chown = new Privileges(0, Set.of(0), 1);
    Entry setuid = file().mode(04644).entry();
    assertThat(verdict(chown, file().entry(), setuid, Capabilities.EVERYTHING))
        .isEqualTo(Verdict.needs(Action.UPDATE));
    Entry setgid = file().mode(02644).gid(7).entry();
    assertThat(verdict(NOBODY, file().gid(7).entry(), setgid, Capabilities.EVERYTHING))
        .isEqualTo(Verdict.needs(Action.ATTRIBUTES));
  }

  @Test
  void takesNoAttributeThatTheProcessMayNotSet() {
    Privileges limited = new Privileges(0, Set.of(0), 0b1001);
    for (String attribute : List.of("security.capability", "security.x", "trusted.x")) {
      Entry source = file().extended(attribute, "x").entry();
      assertThat(verdict(limited, source, file().entry(), Capabilities.EVERYTHING))
          .isEqualTo(Verdict.sameBut(Capability.XATTRS));
    }
    assertThat(
            verdict(
                limited,
                file().extended("user.x", "x").entry(),
                file().entry(),
                Capabilities.EVERYTHING))
        .isEqualTo(Verdict.needs(Action.ATTRIBUTES));
  }

  @Test
  void asksAboutTimesOnlyWhereTheyMayHaveBeenCut() {
    Entry wanted = file().entry();
    Entry cut = file().modified(MICROS).entry();
    Entry odd = file().modified(TIME.plusNanos(1)).entry();
    assertThat(verdict(ROOT, wanted, cut, Capabilities.UNKNOWN))
        .isEqualTo(Verdict.unknown(Capability.TIMES));
    assertThat(verdict(ROOT, wanted, odd, Capabilities.UNKNOWN))
        .isEqualTo(Verdict.needs(Action.UPDATE));
  }

  @Test
  void asksAboutTheTimeItselfWhereTimesFollowNoRule() {
    Entry wanted = file().entry();
    Entry found = file().modified(MICROS).entry();
    assertThat(verdict(ROOT, wanted, found, FOLLOWS_NO_RULE))
        .isEqualTo(Verdict.unknown(Capability.TIMES));
    assertThat(verdict(ROOT, wanted, found, FOLLOWS_NO_RULE.withStored(time(TIME), time(MICROS))))
        .isEqualTo(Verdict.SAME);
    assertThat(verdict(ROOT, wanted, found, FOLLOWS_NO_RULE.withStored(time(TIME), time(EARLY))))
        .isEqualTo(Verdict.needs(Action.UPDATE));
  }

  @Test
  void takesTimesWithinTheWindowForTheSame() {
    Fidelity fidelity = new FidelityBuilder().modifyWindow(Duration.ofSeconds(2)).build();
    Comparison comparison = new Comparison(fidelity, ROOT);
    for (int seconds : new int[] {-2, 2}) {
      Entry near = file().modified(TIME.plusSeconds(seconds)).entry();
      assertThat(comparison.compare(near, file().entry(), Capabilities.UNKNOWN))
          .isEqualTo(Verdict.SAME);
    }
    Entry far = file().modified(TIME.plusSeconds(2).plusNanos(1)).entry();
    assertThat(comparison.compare(far, file().entry(), Capabilities.EVERYTHING))
        .isEqualTo(Verdict.needs(Action.UPDATE));
  }

  @Test
  void keepsNotWhatOnlyRootMayDo() {
    Entry file = file().entry();
    assertThat(verdict(NOBODY, file().uid(7).entry(), file, Capabilities.EVERYTHING))
        .isEqualTo(Verdict.sameBut(Capability.OWNERS));
    assertThat(verdict(NOBODY, file().gid(7).entry(), file, Capabilities.EVERYTHING))
        .isEqualTo(Verdict.sameBut(Capability.GROUPS));
    assertThat(verdict(NOBODY, file, file().gid(7).entry(), Capabilities.EVERYTHING))
        .as("a group that the user belongs to")
        .isEqualTo(Verdict.needs(Action.ATTRIBUTES));
  }

  @Test
  void takesNoSetGroupBitOfAGroupThatTheUserDoesNotBelongTo() {
    Entry source = file().mode(02644).gid(7).entry();
    Entry replica = file().gid(7).entry();
    assertThat(verdict(NOBODY, source, replica, Capabilities.EVERYTHING)).isEqualTo(Verdict.SAME);
    assertThat(verdict(ROOT, source, replica, Capabilities.EVERYTHING))
        .isEqualTo(Verdict.needs(Action.ATTRIBUTES));
  }

  @ParameterizedTest
  @CsvSource({
    "LINK,             LINKS,   false",
    "FIFO,             FIFOS,   true",
    "BLOCK_DEVICE,     DEVICES, true",
    "CHARACTER_DEVICE, DEVICES, true"
  })
  void mirrorsWhatIsAskedForAndStored(Kind kind, Capability needed, boolean special) {
    Entry entry = Entries.of(kind).entry();
    Comparison plain = new Comparison(Fidelity.PLAIN, ROOT);
    Comparison asking = new Comparison(new FidelityBuilder().specials().build(), ROOT);
    assertThat(plain.mirrors(entry, Capabilities.UNKNOWN)).isEqualTo(!special);
    assertThat(asking.mirrors(entry, Capabilities.UNKNOWN)).isTrue();
    assertThat(asking.mirrors(entry, Capabilities.UNKNOWN.with(needed, false))).isFalse();
    Fidelity harmless = new FidelityBuilder().specials().noPrivileges().build();
    boolean device = kind.isDevice();
    assertThat(harmless.mirrors(entry)).isEqualTo(!device);
    assertThat(harmless.forbids(entry)).isEqualTo(device);
    assertThat(harmless.needs().contains(Capability.DEVICES)).isFalse();
  }

  private static Timestamp time(Instant instant) {
    return Timestamp.of(instant);
  }

  private static Capabilities nothing() {
    Capabilities capabilities = Capabilities.EVERYTHING;
    for (Capability each : Capability.values()) {
      capabilities = capabilities.with(each, false);
    }
    return capabilities;
  }

  private static Action compare(Entry source, Entry replica) {
    return verdict(ROOT, source, replica, Capabilities.EVERYTHING).action();
  }

  private static Verdict verdict(
      Privileges privileges, Entry source, Entry replica, Capabilities capabilities) {
    return new Comparison(Fidelity.PLAIN, privileges, false, Contents.NONE)
        .compare(source, replica, capabilities);
  }
}
