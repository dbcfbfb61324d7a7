package io.camelmirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camelmirror.diff.Scope;
import io.camelmirror.pass.Mirror;
import io.camelmirror.pass.MirrorBuilder;
import io.camelmirror.pass.PassListener;
import io.camelmirror.pass.PassProgress;
import io.camelmirror.pass.PassRecord;
import io.camelmirror.tree.Exclusion;
import io.camelmirror.tree.FileLimits;
import io.camelmirror.tree.IgnoreRules;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.PathFilter;
import io.camelmirror.tree.PathText;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.Selection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** What a pass leaves out, and by which line, is what {@code git check-ignore} says. */
class IgnorePropertyTest {

  /** One character per byte, as in all texts here. */
  private static final List<String> NAMES =
      Stream.of(
              "a",
              "b",
              "ab",
              "abc",
              "a.o",
              "b.o",
              ".o",
              "foo",
              "foo.txt",
              "build",
              "x y",
              "y ",
              "#a",
              "!b",
              "[a]",
              "a\\b",
              "*",
              "?",
              "-",
              "\u00c3\u00a9",
              "\u00e9",
              "\u00c3")
          .toList();

  private static final List<String> PIECES =
      List.of(
          "a",
          "b",
          "o",
          ".",
          "foo",
          "build",
          "*",
          "*",
          "?",
          "[ab]",
          "[!a]",
          "[^b]",
          "[a-c]",
          "[[:alpha:]]",
          "\\*",
          "\\?",
          "\\[",
          " ",
          "\\\\",
          "\u00c3\u00a9",
          "\u00e9",
          "-");

  private Path folder;
  private Path source;
  private Path replica;
  private Path git;

  private static final List<String> LINES =
      List.of(
          "",
          "# a comment",
          "  ",
          "!",
          "/",
          "\\#a",
          "\\!b",
          "!!b",
          "!#a",
          "x\\ y",
          "y\\ ",
          "y\\  ",
          "a\\");

  @BeforeTry
  void makeFolders() throws Exception {
    folder = Files.createTempDirectory("ignore-property");
    source = Files.createDirectory(folder.resolve("source"));
    replica = Files.createDirectory(folder.resolve("replica"));
    git = folder.resolve("git");
    assumeTrue(isGitInstalled(), "git is not installed");
    git("init", "--quiet");
  }

  @AfterTry
  void removeFolder() throws IOException {
    TreeBuilder.in(folder).delete("");
  }

  @Property(tries = 150, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void leavesOutWhatGitIgnores(@ForAll long dice, @ForAll @IntRange(max = 40) int size)
      throws Exception {
    Random random = new Random(dice);
    fill(source, "", random, size, 0);
    byte[] weakest = patterns(random);
    Files.write(Files.createDirectories(git.resolve("info")).resolve("exclude"), weakest);
    Map<String, String> excluded = new ConcurrentHashMap<>();
    PassRecord record = new PassRecord();
    Selection selection =
        Selection.of(
            null,
            IgnoreRules.ofFile(weakest, Path.of(""), "exclude"),
            FileLimits.NONE,
            PathFilter.ALL,
            false);
    try (Mirror mirror =
        MirrorBuilder.of(TreeBuilder.in(source), TreeBuilder.in(replica))
            .choosing(selection)
            .open(record, new ByPath(excluded))) {
      mirror.pass(Scope.ALL);
      assertThat(record.problems()).isEmpty();
    }

    Set<String> all = paths(source);
    Map<String, String> ignored = ignored(all);
    Set<String> included = new TreeSet<>(all);
    included.removeAll(ignored.keySet());
    assertThat(paths(replica)).as(() -> "with dice " + dice).isEqualTo(included);
    assertThat(ignored).as(() -> "with dice " + dice).containsAllEntriesOf(excluded);
    assertThat(excluded.isEmpty()).isEqualTo(ignored.isEmpty());
  }

  /** Records by which line each path is excluded: {@code d/.gitignore:3}. */
  private record ByPath(Map<String, String> excluded) implements PassListener {

    @Override
    public boolean wantsExcluded() {
      return true;
    }

    @Override
    public void excluded(PassProgress pass, Path path, Kind kind, Exclusion by) {
      excluded.put(text(path), by.origin().replace(".mirrorignore", ".gitignore"));
    }
  }

  private static void fill(Path directory, String path, Random random, int size, int depth)
      throws IOException {
    if (random.nextInt(3) < 2) {
      byte[] patterns = patterns(random);
      Files.write(directory.resolve(".gitignore"), patterns);
      Files.write(directory.resolve(".mirrorignore"), patterns);
    }
    int entries = Math.min(size, 1 + random.nextInt(6));
    for (int i = 0; i < entries; i++) {
      String name = NAMES.get(random.nextInt(NAMES.size()));
      Path entry = directory.resolve(path(name));
      if (Files.exists(entry)) {
        continue;
      }
      if (depth < 3 && random.nextBoolean()) {
        Files.createDirectory(entry);
        fill(entry, path + name + "/", random, size / 2, depth + 1);
      } else {
        Files.createFile(entry);
      }
    }
  }

  private static byte[] patterns(Random random) {
    return IntStream.range(0, random.nextInt(6))
        .mapToObj(i -> line(random))
        .collect(Collectors.joining(random.nextInt(4) == 0 ? "\r\n" : "\n"))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String line(Random random) {
    if (random.nextInt(6) == 0) {
      return LINES.get(random.nextInt(LINES.size()));
    }
    String segments =
        IntStream.rangeClosed(0, random.nextInt(3))
            .mapToObj(i -> segment(random))
            .collect(Collectors.joining("/"));
    return (random.nextInt(4) == 0 ? "!" : "")
        + (random.nextInt(4) == 0 ? "/" : "")
        + segments
        + (random.nextInt(4) == 0 ? "/" : "")
        + (random.nextInt(8) == 0 ? "  " : "");
  }

  private static String segment(Random random) {
    if (random.nextInt(4) == 0) {
      return "**";
    }
    String segment =
        IntStream.rangeClosed(0, random.nextInt(3))
            .mapToObj(i -> PIECES.get(random.nextInt(PIECES.size())))
            .collect(Collectors.joining())
            // Beside other characters, git takes ** for * or not, depending on what comes before.
            .replaceAll("\\*+", "*");
    // More asterisks are refused. A space before the last slash counts for git, not for JGit.
    return segment.endsWith(" ") || segment.chars().filter(c -> c == '*').count() > 4
        ? segment(random)
        : segment;
  }

  /** All paths of a tree, directories included. */
  private static Set<String> paths(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(path -> !path.equals(root))
          .map(path -> text(root.relativize(path)))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** The paths that git ignores, and the line that says so. */
  private Map<String, String> ignored(Set<String> paths) throws Exception {
    Path input = folder.resolve("paths");
    Files.write(input, String.join("\0", paths).getBytes(StandardCharsets.ISO_8859_1));
    Map<String, String> ignored = new TreeMap<>();
    String[] fields =
        git(input, "check-ignore", "--no-index", "--verbose", "--stdin", "-z").split("\0");
    for (int i = 0; i + 3 < fields.length; i += 4) {
      if (!fields[i + 2].startsWith("!")) {
        String file =
            fields[i].substring(
                fields[i].endsWith("info/exclude") ? fields[i].lastIndexOf('/') + 1 : 0);
        ignored.put(fields[i + 3], PathText.of(path(file)) + ":" + fields[i + 1]);
      }
    }
    return ignored;
  }

  private static boolean isGitInstalled() {
    return Files.isExecutable(Path.of("/usr/bin/git"));
  }

  private void git(String... command) throws Exception {
    git(Path.of("/dev/null"), command);
  }

  private String git(Path input, String... command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(
                    Stream.of("/usr/bin/git", "--git-dir=" + git, "--work-tree=" + source),
                    Stream.of(command))
                .toList());
    builder.directory(source.toFile());
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    builder.environment().put("HOME", folder.toString());
    builder.environment().remove("XDG_CONFIG_HOME");
    builder.redirectInput(input.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process = builder.start();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    process.getInputStream().transferTo(out);
    // 1: no path is ignored.
    assertThat(process.waitFor()).isIn(0, 1);
    return out.toString(StandardCharsets.ISO_8859_1);
  }

  private static Path path(String text) {
    return RawPath.of(text.getBytes(StandardCharsets.ISO_8859_1)).path();
  }

  private static String text(Path path) {
    return new String(RawPath.of(path).bytes(), StandardCharsets.ISO_8859_1);
  }
}
