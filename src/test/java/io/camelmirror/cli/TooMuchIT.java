package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camelmirror.cli.Program.Result;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one user's file or folder has too much of concerns that path alone. */
class TooMuchIT extends FidelityTestSupport {

  private static final int MOST_LINKS_OF_EXT4 = 65_000;

  @BeforeEach
  void addOthers() throws Exception {
    shell("mkdir source/zzz; echo before >source/aaa; echo after >source/zzz/f");
  }

  @Test
  void isNestingThatTakesAllMemory() throws Exception {
    String deep =
        """
        cd %s; mkdir m; cd m
        for i in $(seq 300); do name=$(printf '%%0250d' $i); mkdir $name; cd -P $name; done
        echo deep >file
        """;
    shell(deep.formatted("source"));
    shell("mkdir -p replica/gone/by; echo g >replica/gone/g");
    shell(deep.formatted("replica/gone"));

    Result result = once("--max-delete", "off").exited(ExitCode.SOME_FAILED);

    assertThat(warnings())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("could not enter m/000"))
        .anyMatch(line -> line.startsWith("could not enter gone/m/000"))
        .allMatch(line -> line.endsWith(": the folder is nested too deeply"))
        .allMatch(line -> line.contains(" bytes ... ") && line.length() < 3_000);
    assertThat(json(result)).containsEntry("copied", number(2)).containsEntry("failed", number(2));
    assertOthersAreMirrored();
    assertThat(replica.resolve("m")).isNotEmptyDirectory();
    assertThat(replica.resolve("gone")).isDirectoryNotContaining("glob:**{g,by}");
  }

  @Test
  void areNamesOfAttributesThatTheKernelDoesNotList() throws Exception {
    as(User.ROOT);
    disks.mountTmpfs(source);
    addOthers();
    shell("mkdir source/folder; echo f >source/folder/f; echo f >source/file");
    shell("mkdir -p replica/folder; echo old >replica/file; echo old >replica/folder/f");
    addTooManyAttributes(source.resolve("folder"));
    addTooManyAttributes(source.resolve("file"));

    Result result = once("--xattrs").exited(ExitCode.SOME_FAILED);

    assertThat(warnings())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("could not look at folder: "))
        .anyMatch(line -> line.startsWith("could not look at file: "));
    assertThat(json(result)).containsEntry("copied", number(2)).containsEntry("failed", number(2));
    assertOthersAreMirrored();
    assertThat(replica.resolve("file")).hasContent("old");
    assertThat(replica.resolve("folder/f")).hasContent("old");
    pass();
    assertThat(replica.resolve("folder/f")).as("without --xattrs").hasContent("f");
  }

  private static void addTooManyAttributes(Path path) throws IOException {
    UserDefinedFileAttributeView attributes =
        Files.getFileAttributeView(path, UserDefinedFileAttributeView.class);
    try {
      for (int i = 0; i < 300; i++) {
        attributes.write("%0240d".formatted(i), ByteBuffer.allocate(0));
      }
    } catch (IOException e) {
      assumeTrue(false, "this kernel's tmpfs does not take so many attributes: " + e);
    }
  }

  @Test
  void areAccessListsThatDoNotFit() throws Exception {
    as(User.ROOT);
    disks.mountTmpfs(source);
    addOthers();
    disks.mountExt4(Files.createDirectory(replica));
    shell(
        """
        rmdir replica/lost+found; cd source; mkdir folder; echo f >folder/f; echo f >file
        seq 2000 2999 | sed 's/.*/user:&:r/' | setfacl -M - file folder
        seq 2000 2999 | sed 's/.*/default:user:&:r/' | setfacl -M - folder
        setfacl -m user:2000:r aaa; chmod 751 folder; chmod 640 file
        """);

    Result result = once("--acls").exited(ExitCode.SOME_FAILED);

    assertThat(warnings())
        .hasSize(2)
        .allMatch(line -> line.contains("system.posix_acl_") && line.contains("No space left"))
        .anyMatch(line -> line.matches("could not set .* attributes of file: .*"))
        .anyMatch(line -> line.matches("could not set .* attributes of folder: .*"));
    assertThat(json(result)).containsEntry("copied", number(4)).containsEntry("failed", number(2));
    assertOthersAreMirrored();
    assertThat(replica.resolve("file")).hasContent("f");
    assertThat(replica.resolve("folder/f")).hasContent("f");
    assertThat(Shell.run(replica, "stat -c %a file folder; getfacl -c aaa | grep 2000"))
        .as("without the list, the group gets nothing")
        .isEqualTo("600\n701\nuser:2000:r--\n");
    shell("setfacl -b source/file source/folder");
    pass("--acls");
    assertNothingIsLeftToDo("--acls");
  }

  @Test
  void areHardLinksBeyondWhatTheReplicaTakes() throws Exception {
    as(User.ROOT);
    disks.mountTmpfs(source);
    addOthers();
    disks.mountWholeSeconds(Files.createDirectory(replica));
    shell("rmdir replica/lost+found");
    Path names = Files.createDirectory(source.resolve("names"));
    Path first = Files.createFile(names.resolve("0"));
    for (int i = 1; i < MOST_LINKS_OF_EXT4 + 10; i++) {
      Files.createLink(names.resolve(Integer.toString(i)), first);
    }

    JsonObject report = pass("--hard-links");

    assertThat(report).containsEntry("copied", number(2 + MOST_LINKS_OF_EXT4 + 10));
    assertThat(warnings())
        .singleElement()
        .asString()
        .startsWith("hard links are not kept everywhere: Too many links: ");
    assertOthersAreMirrored();
    assertThat(Shell.run(replica, "find names -type f -links 65000 | wc -l")).isEqualTo("65000\n");
    assertThat(Shell.run(replica, "find names -type f -links 1 | wc -l")).isEqualTo("10\n");
    assertThat(pass("--hard-links")).containsAllEntriesOf(counts(0, 0, 0));
  }

  private void assertOthersAreMirrored() {
    assertThat(replica.resolve("aaa")).hasContent("before");
    assertThat(replica.resolve("zzz/f")).hasContent("after");
  }
}
