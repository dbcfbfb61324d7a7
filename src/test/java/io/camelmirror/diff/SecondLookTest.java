package io.camelmirror.diff;

import static io.camelmirror.Entries.device;
import static io.camelmirror.Entries.directory;
import static io.camelmirror.Entries.file;
import static io.camelmirror.Entries.link;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.camelmirror.Entries;
import io.camelmirror.FidelityBuilder;
import io.camelmirror.TreeBuilder;
import io.camelmirror.diff.Difference.Property;
import io.camelmirror.tree.AbortedException;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.Pace;
import io.camelmirror.tree.Privileges;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.ReadOptions;
import io.camelmirror.tree.Trees;
import io.camelmirror.tree.local.LocalSite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SecondLookTest {

  private static final Privileges ROOT = new Privileges(0, Set.of(0), -1);

  private static final Privileges NOBODY = new Privileges(Entries.USER, Set.of(Entries.USER), 0);

  static Stream<Arguments> pairs() {
    Entry file = file().entry();
    return Stream.of(
        arguments(file, file, ""),
        arguments(file().size(6).entry(), file, "content, size"),
        arguments(file().modified(Entries.TIME.plusNanos(1)).entry(), file, "time"),
        arguments(file().uid(7).entry(), file, "owner"),
        arguments(file().gid(7).entry(), file, "group"),
        arguments(file().mode(0600).entry(), file, "permissions"),
        arguments(file().extended("user.a", "1").entry(), file, "extended attributes"),
        arguments(file, file().extended("user.a", "1").entry(), "extended attributes"),
        arguments(file().extended("system.posix_acl_access", "1").entry(), file, "ACL"),
        arguments(
            file().size(6).mode(0600).uid(7).gid(7).modified(Entries.TIME.plusSeconds(9)).entry(),
            file,
            "content, size, time, owner, group, permissions"),
        arguments(link("a").entry(), link("b").entry(), "link target"),
        arguments(
            device(Kind.BLOCK_DEVICE, 1).entry(),
            device(Kind.BLOCK_DEVICE, 2).entry(),
            "device number"),
        arguments(directory().mode(0700).entry(), directory().entry(), "permissions"));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void namesEverythingThatDiffers(Entry source, Entry replica, String what) {
    assertThat(what(new FidelityBuilder(), ROOT, source, replica)).isEqualTo(what);
  }

  @Test
  void leavesOutWhatThePassLeavesAsItIs() {
    Entry source = file().uid(7).modified(Entries.TIME.plusSeconds(1)).entry();
    FidelityBuilder window = new FidelityBuilder().modifyWindow(Duration.ofSeconds(2));

    assertThat(what(window, ROOT, source, file().entry())).isEqualTo("owner");
    assertThat(what(window, NOBODY, source, file().entry())).isEmpty();
  }

  private static String what(
      FidelityBuilder fidelity, Privileges privileges, Entry source, Entry replica) {
    Set<Property> what =
        new SecondLook(
                null, new Comparison(fidelity.build(), privileges), CapabilitySource.EVERYTHING)
            .what(source, replica, Capabilities.EVERYTHING);
    return String.join(", ", what.stream().map(Property::toString).toList());
  }

  @Test
  void callsContentThatDiffersUnderEqualSizeAndTimeWhatItIs() {
    assertThat(new Difference(Path.of("a"), null, null, EnumSet.of(Property.CONTENT)))
        .matches(Difference::isSilent)
        .hasToString(
            "a: content (size and time are equal: silent corruption, or a program that hides its"
                + " changes)");
    assertThat(
            new Difference(Path.of("a"), null, null, EnumSet.of(Property.CONTENT, Property.TIME)))
        .matches(difference -> !difference.isSilent())
        .hasToString("a: content, time");
  }

  @Test
  void namesBothKinds() {
    assertThat(
            new Difference(
                Path.of("a"), file().entry(), link("b").entry(), EnumSet.of(Property.KIND)))
        .hasToString("a: kind (file in the source, link in the replica)");
  }

  /** So that a limit on bytes holds, and the end of the program does not wait for a large file. */
  @Test
  void readsContentAtTheGivenPace(@TempDir Path folder) throws Exception {
    TreeBuilder source = TreeBuilder.in(folder.resolve("source"), "a = text");
    TreeBuilder replica = TreeBuilder.in(folder.resolve("replica"), "a = text");
    Path a = Path.of("a");
    List<Long> read = new ArrayList<>();
    try (Trees trees =
        new LocalSite(FolderPair.of(source.root(), replica.root()))
            .open(ReadOptions.PLAIN, false)) {
      Change found = new Change(Action.UPDATE, a, trees.source().read(a), trees.replica().read(a));

      assertThat(look(trees, read::add).at(found)).isNull();
      assertThat(read).containsExactly(4L);
      assertThatThrownBy(() -> look(trees, bytes -> false).at(found))
          .isInstanceOf(AbortedException.class);
    }
  }

  private static SecondLook look(Trees trees, Pace pace) {
    Comparison comparison = new Comparison(Fidelity.PLAIN, ROOT, true, Contents.ALL.at(pace));
    return new SecondLook(trees, comparison, CapabilitySource.EVERYTHING);
  }

  @Test
  void thePartsCoverEachFileOnce() {
    int parts = 7;
    int[] sizes = new int[parts];
    for (int i = 0; i < 700; i++) {
      RawPath name = RawPath.of(Path.of("f" + i));
      int[] including =
          IntStream.range(0, parts)
              .filter(part -> includes(part, parts, name, file().entry()))
              .toArray();
      assertThat(including).hasSize(1);
      sizes[including[0]]++;
    }
    assertThat(IntStream.of(sizes)).allMatch(size -> size > 50);
  }

  @Test
  void allNamesOfAFileAreInOnePart() {
    Entry linked = file().names(2).inode(12345).entry();
    int part =
        IntStream.range(0, 7)
            .filter(each -> includes(each, 7, RawPath.of(Path.of("a")), linked))
            .findFirst()
            .orElseThrow();
    for (int i = 0; i < 50; i++) {
      assertThat(includes(part, 7, RawPath.of(Path.of("f" + i)), linked)).isTrue();
    }
  }

  private static boolean includes(int part, int parts, RawPath name, Entry source) {
    return new Contents(part, parts).include(Path.of("d"), name, source);
  }
}
