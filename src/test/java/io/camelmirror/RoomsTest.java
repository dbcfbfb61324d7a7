package io.camelmirror;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.camelmirror.posix.Posix;
import io.camelmirror.posix.Writes;
import java.io.File;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.io.RandomAccessFile;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Imports point one way, and only one room writes. */
class RoomsTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.camelmirror");

  private static final Pattern WRITING_FILES =
      Pattern.compile(
          "create.*|delete.*|move|copy|write.*|set.*"
              + "|newOutputStream|newBufferedWriter|newByteChannel");

  /** It opens a file, and says on the same line that it only reads. */
  private static final String READS =
      "io.camelmirror.tree.NioDirectory.open(io.camelmirror.tree.RawPath)";

  private static final Pattern WRITING_FILE =
      Pattern.compile("delete.*|mkdirs?|renameTo|create.*|set.*");

  @ParameterizedTest
  @CsvSource({
    "posix, tree",
    "posix, diff",
    "posix, apply",
    "posix, camel",
    "posix, run",
    "posix, cli",
    "posix, karaf",
    "tree, diff",
    "tree, apply",
    "tree, camel",
    "tree, run",
    "tree, cli",
    "tree, karaf",
    "diff, apply",
    "diff, camel",
    "diff, run",
    "diff, cli",
    "diff, karaf",
    "apply, camel",
    "apply, run",
    "apply, cli",
    "apply, karaf",
    "camel, run",
    "camel, cli",
    "camel, karaf",
    "run, cli",
    "run, karaf",
    "cli, karaf",
    "karaf, cli"
  })
  void importsPointOneWay(String from, String to) {
    noClasses()
        .that()
        .resideInAPackage("io.camelmirror." + from + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.camelmirror." + to + "..")
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"posix", "tree", "diff", "apply"})
  void theEngineKnowsNothingOfCamel(String room) {
    noClasses()
        .that()
        .resideInAPackage("io.camelmirror." + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.camel..")
        .check(CLASSES);
  }

  @Test
  void onlyApplyWrites() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.camelmirror.apply..", "io.camelmirror.posix..")
        .should()
        .accessTargetWhere(describe("it writes to a file system", RoomsTest::writes))
        .check(CLASSES);
  }

  /** That the rule above sees a write when there is one. */
  @Test
  void writesAreSeenWhereTheyAre() {
    assertThat(writesOf("io.camelmirror.apply.NioFileOperations"))
        .contains("createDirectory", "open", "setAttribute", "move", "delete");
    assertThat(writesOf("io.camelmirror.apply.PosixFileOperations"))
        .contains("makeDirectory", "createFile", "makeLink", "setMode", "rename", "delete");
  }

  private static List<String> writesOf(String name) {
    DescribedPredicate<JavaAccess<?>> writes = describe("it writes", RoomsTest::writes);
    return CLASSES.get(name).getAccessesFromSelf().stream()
        .filter(writes)
        .map(access -> access.getTarget().getName())
        .toList();
  }

  /** Those above the engine need to know only whether the calls can be made. */
  @ParameterizedTest
  @ValueSource(strings = {"diff", "camel", "run", "cli", "karaf"})
  void callsAreMadeByTreeAndApply(String room) {
    noClasses()
        .that()
        .resideInAPackage("io.camelmirror." + room + "..")
        .should()
        .dependOnClassesThat(
            describe(
                "are of the room posix, but not Posix",
                used ->
                    used.getPackageName().startsWith("io.camelmirror.posix")
                        && !used.isEquivalentTo(Posix.class)))
        .check(CLASSES);
  }

  @Test
  void nativeCodeIsCalledInOneRoom() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.camelmirror.posix..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.kenai.jffi..")
        .check(CLASSES);
  }

  /** What Karaf has itself is in no distribution. */
  @Test
  void onlyOneRoomKnowsOfKaraf() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.camelmirror.karaf..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.osgi..", "org.apache.karaf..", "org.apache.camel.karaf..")
        .check(CLASSES);
  }

  /** What only the command line has is not in Karaf. */
  @Test
  void onlyTheCommandLineKnowsOfItsLibraries() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.camelmirror.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ch.qos.logback..", "org.apache.commons.cli..")
        .check(CLASSES);
  }

  private static boolean writes(JavaAccess<?> access) {
    JavaClass owner = access.getTargetOwner();
    String name = access.getTarget().getName();
    if (owner.isEquivalentTo(Writes.class)) {
      return true;
    }
    if (owner.isEquivalentTo(Files.class)) {
      return WRITING_FILES.matcher(name).matches();
    }
    if (owner.isEquivalentTo(File.class)) {
      return WRITING_FILE.matcher(name).matches();
    }
    if (owner.isEquivalentTo(FileChannel.class)
        || owner.isEquivalentTo(AsynchronousFileChannel.class)) {
      return name.equals("open") && !READS.equals(access.getOrigin().getFullName());
    }
    if (owner.isAssignableTo(BasicFileAttributeView.class)
        || owner.isAssignableTo(FileOwnerAttributeView.class)) {
      return name.startsWith("set");
    }
    return name.equals("<init>") && opensForWriting(access)
        || owner.isAssignableTo(FileSystemProvider.class);
  }

  private static boolean opensForWriting(JavaAccess<?> access) {
    JavaClass owner = access.getTargetOwner();
    return owner.isEquivalentTo(FileOutputStream.class)
        || owner.isEquivalentTo(FileWriter.class)
        || owner.isEquivalentTo(RandomAccessFile.class);
  }
}
