package io.camelmirror.camel;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.camelmirror.testing.TreeSnapshot;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.component.file.GenericFileFilter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** The file component's own options that choose files, on both sides of a mirror. */
class FilterOptionsTest extends MirrorTestSupport {

  @BeforeEach
  void fill() throws Exception {
    for (String name : List.of("a.txt", "b.bak", "sub/c.txt", "sub/d.bak", "sub/deep/e.txt")) {
      write(source.resolve(name), name);
    }
    write(replica.resolve("mine.bak"), "only in the replica");
    write(replica.resolve("old.txt"), "an orphan");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "exclude=.*[.]bak          | a.txt,sub/c.txt,sub/deep/e.txt | mine.bak",
        "excludeExt=bak            | a.txt,sub/c.txt,sub/deep/e.txt | mine.bak",
        "antExclude=**/*.bak       | a.txt,sub/c.txt,sub/deep/e.txt | mine.bak",
        "include=.*[.]txt          | a.txt,sub/c.txt,sub/deep/e.txt | mine.bak",
        "includeExt=txt            | a.txt,sub/c.txt,sub/deep/e.txt | mine.bak",
        "antInclude=sub/**         | sub/c.txt,sub/d.bak,sub/deep/e.txt | mine.bak,old.txt",
        "maxDepth=2                | a.txt,b.bak,sub/c.txt,sub/d.bak | ''",
        "minDepth=2                | sub/c.txt,sub/d.bak,sub/deep/e.txt | mine.bak,old.txt",
        "filter=#bean:noDeep       | a.txt,b.bak,sub/c.txt,sub/d.bak | ''",
        "ignore=*.bak              | a.txt,sub/c.txt,sub/deep/e.txt | mine.bak",
        "ignore=*.bak%0A/sub/      | a.txt | mine.bak",
        "ignore=*.bak&un-ignore=d* | a.txt,sub/c.txt,sub/d.bak,sub/deep/e.txt | mine.bak",
        "ignore=property:patterns  | a.txt,b.bak | mine.bak,old.txt",
        "ignoreFrom=property:file  | sub/deep/e.txt,sub/c.txt,sub/d.bak,a.txt | mine.bak",
        "ignore=a.txt&exclude=.*[.]bak | sub/c.txt,sub/deep/e.txt | mine.bak",
        "selection.maxSize=9       | a.txt,b.bak,sub/c.txt,sub/d.bak | mine.bak",
        "minSize=14                | sub/deep/e.txt | old.txt",
        "olderThan=1h              | '' | mine.bak,old.txt",
        "newerThan=1h              | a.txt,b.bak,sub/c.txt,sub/d.bak,sub/deep/e.txt | ''"
      })
  void whatIsLeftOutIsNeitherCopiedNorDeleted(String option, String copied, String kept)
      throws Exception {
    context
        .getRegistry()
        .bind("noDeep", (GenericFileFilter<Object>) f -> !f.getFileName().endsWith("deep"));

    Path patterns = base.resolve("patterns");
    write(patterns, "/*.bak\n");
    context.getPropertiesComponent().addInitialProperty("file", patterns.toString());
    context.getPropertiesComponent().addInitialProperty("patterns", "{{x}}\nsub\nmine*\nold*");

    start(plainRoutes("repeatCount=1&" + option.trim()));
    passes.next();

    List<String> expected =
        Stream.of(copied, kept)
            .flatMap(names -> Arrays.stream(names.trim().split(",")))
            .filter(name -> !name.isEmpty())
            .sorted()
            .toList();
    assertThat(TreeSnapshot.paths(replica).stream().filter(name -> !name.endsWith("/")).toList())
        .isEqualTo(expected);
  }

  @Test
  void anOrphanedFolderStaysWhenSomethingInItIsLeftOut() throws Exception {
    write(replica.resolve("gone/x.txt"), "an orphan");
    write(replica.resolve("gone/keep.bak"), "left out");

    start(plainRoutes("repeatCount=1&excludeExt=bak"));
    passes.next();

    assertThat(TreeSnapshot.paths(replica))
        .contains("gone/", "gone/keep.bak")
        .doesNotContain("gone/x.txt");
  }

  @Test
  void theLogNamesTheRuleOnRequest() throws Exception {
    write(source.resolve("sub/.mirrorignore"), "# text\n\n*.txt");
    Logger logger = (Logger) LoggerFactory.getLogger("io.camelmirror.pass");
    logger.setLevel(Level.DEBUG);
    try (LogRecord log = new LogRecord("io.camelmirror.pass")) {
      start(plainRoutes("repeatCount=1&ignore=/b.*&deleteExcluded=true"));
      passes.next();

      assertThat(log.lines())
          .contains(
              "excluded by the pattern '/b.*': b.bak",
              "excluded by sub/.mirrorignore:3 '*.txt': sub/c.txt",
              "excluded by sub/.mirrorignore:3 '*.txt': sub/deep/e.txt");
    } finally {
      logger.setLevel(null);
    }
  }

  @Test
  void aReadLockLeavesAFileThatIsTooYoungForTheNextPass() throws Exception {
    start(
        plainRoutes(
            "repeatCount=1&readLock=changed&readLockMinAge=3600000&readLockCheckInterval=1&readLockTimeout=50"));

    assertThat(passes.next().skipped()).isEqualTo(5);
    assertThat(TreeSnapshot.paths(replica)).doesNotContain("a.txt");
    assertThat(TreeSnapshot.paths(source)).noneMatch(name -> name.endsWith(".camelLock"));
  }

  @Test
  void aReadLockLetsAFileThroughThatDoesNotChange() throws Exception {
    start(plainRoutes("repeatCount=1&readLock=changed&readLockCheckInterval=1"));

    assertThat(passes.next().copied()).isEqualTo(5);
    assertThat(TreeSnapshot.paths(source)).noneMatch(name -> name.endsWith(".camelLock"));
  }
}
