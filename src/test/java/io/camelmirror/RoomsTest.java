package io.camelmirror;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Imports point one way, and only the rooms at the disk write. */
@AnalyzeClasses(packages = "io.camelmirror", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {

  /** Each knows only those before it. */
  private static final List<String> ROOMS =
      List.of("posix", "tree", "diff", "apply", "pass", "watch", "camel", "run");

  /** They know all rooms, and nothing of each other. */
  private static final List<String> ENTRANCES = List.of("cli", "karaf", "spring");

  private static final String[] ENGINE =
      packages("posix", "tree", "diff", "apply", "pass", "watch");
  private static final String[] WRITERS = packages("posix", "tree.local");

  private static final Pattern WRITING_FILES =
      Pattern.compile(
          "create.*|delete.*|move|copy|write.*|set.*"
              + "|newOutputStream|newBufferedWriter|newByteChannel");

  private static final Pattern WRITING_FILE =
      Pattern.compile("delete.*|mkdirs?|renameTo|create.*|set.*");

  private static final DescribedPredicate<JavaAccess<?>> WRITES =
      describe("it writes to a file system", RoomsTest::writes);

  @ArchTest
  static void importsPointOneWay(JavaClasses classes) {
    layers().check(classes);
  }

  @ArchTest
  static void theEngineKnowsNothingOfCamel(JavaClasses classes) {
    noClasses()
        .that()
        .resideInAnyPackage(ENGINE)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.camel..")
        .check(classes);
  }

  @ArchTest
  static void nativeCodeIsCalledInOneRoom(JavaClasses classes) {
    only("posix", "com.kenai.jffi..").check(classes);
  }

  /** Karaf provides these classes; the distribution does not contain them. */
  @ArchTest
  static void oneRoomKnowsKaraf(JavaClasses classes) {
    only(
            "karaf",
            "org.osgi..",
            "org.apache.felix..",
            "org.apache.karaf..",
            "org.apache.camel.karaf..")
        .check(classes);
  }

  /** Spring Boot provides these classes; the distribution does not contain them. */
  @ArchTest
  static void oneRoomKnowsSpringBoot(JavaClasses classes) {
    only("spring", "org.springframework..").check(classes);
  }

  /** These libraries are not installed in Karaf. */
  @ArchTest
  static void oneRoomKnowsTheLibrariesOfTheCommandLine(JavaClasses classes) {
    only("cli", "ch.qos.logback..", "org.apache.commons.cli..").check(classes);
  }

  /** It is optional. */
  @ArchTest
  static void oneClassKnowsJGit(JavaClasses classes) {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("io.camelmirror.tree.IgnoreRule")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.eclipse.jgit..")
        .check(classes);
  }

  /** The others need to know only whether calls of the C library can be made. */
  @ArchTest
  static void callsAreMadeAtTheDisk(JavaClasses classes) {
    noClasses()
        .that()
        .resideOutsideOfPackages(packages("posix", "tree", "watch"))
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.camelmirror.posix..")
                .and(describe("are not Posix", used -> !used.isEquivalentTo(Posix.class))))
        .check(classes);
  }

  /** The log and the sockets are not in a tree. */
  @ArchTest
  static void onlyTheDiskRoomsWrite(JavaClasses classes) {
    noClasses()
        .that()
        .resideOutsideOfPackages(WRITERS)
        .and()
        .doNotHaveFullyQualifiedName("io.camelmirror.cli.LogOutput")
        .and()
        .doNotHaveFullyQualifiedName("io.camelmirror.cli.LogArchives")
        .and()
        .doNotHaveFullyQualifiedName("io.camelmirror.cli.RuntimeFolder")
        .should()
        .accessTargetWhere(WRITES)
        .check(classes);
  }

  /** The rule above would hold as well if it saw no write at all. */
  @ArchTest
  static void writesAreSeenWhereTheyAre(JavaClasses classes) {
    Set<String> written =
        classes.that(resideInAnyPackage(WRITERS)).stream()
            .flatMap(each -> each.getAccessesFromSelf().stream())
            .filter(WRITES)
            .map(access -> access.getTarget().getName())
            .collect(Collectors.toSet());
    assertThat(written)
        .contains("createDirectory", "open", "setAttribute", "move", "delete")
        .contains("makeDirectory", "createFile", "makeLink", "setMode", "rename");
  }

  private static ArchRule layers() {
    LayeredArchitecture rooms = layeredArchitecture().consideringOnlyDependenciesInLayers();
    List<String> above = new ArrayList<>(ENTRANCES);
    for (String entrance : ENTRANCES) {
      rooms = layer(rooms, entrance).whereLayer(entrance).mayNotBeAccessedByAnyLayer();
    }
    for (int i = ROOMS.size() - 1; i >= 0; i--) {
      String room = ROOMS.get(i);
      rooms =
          layer(rooms, room)
              .whereLayer(room)
              .mayOnlyBeAccessedByLayers(above.toArray(String[]::new));
      above.add(room);
    }
    return rooms;
  }

  private static LayeredArchitecture layer(LayeredArchitecture rooms, String room) {
    return rooms.layer(room).definedBy(packages(room));
  }

  private static String[] packages(String... rooms) {
    return Stream.of(rooms).map(room -> "io.camelmirror." + room + "..").toArray(String[]::new);
  }

  private static ArchRule only(String room, String... libraries) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(packages(room))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries);
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
      return name.equals("open");
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
