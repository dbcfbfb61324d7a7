package io.camelmirror.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.NativeCalls;
import io.camelmirror.TreeBuilder;
import io.camelmirror.diff.Scope;
import io.camelmirror.testing.TreeSnapshot;
import io.camelmirror.watched.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may enter the replica's directories while a pass fills and empties them. */
class PrivacyTest {

  private static final int PERMISSIONS = 0777;

  @TempDir Path folder;
  private TreeBuilder source;
  private TreeBuilder replica;
  private boolean exchanges;
  private final Map<String, Integer> filledAt = new TreeMap<>();

  /** Records the permissions of each directory when a file is written or deleted in it. */
  private final Watch watch =
      new Watch() {
        @Override
        public void writes(String call, Path path) throws IOException {
          if (exchanges && call.equals("createDirectory") && path.endsWith("open")) {
            Files.move(source.path("open"), source.path("x"));
            Files.move(source.path("secret"), source.path("open"));
            Files.move(source.path("x"), source.path("secret"));
          }
          if (call.equals("delete") && !path.getFileName().toString().startsWith(".camel-mirror")) {
            record(path.getParent());
          }
        }

        @Override
        public void copies(Path from, Path to) throws IOException {
          record(to.getParent());
        }
      };

  @BeforeEach
  void makeRoots() throws Exception {
    NativeCalls.require();
    source = TreeBuilder.in(folder.resolve("source"));
    replica = TreeBuilder.in(folder.resolve("replica"));
  }

  private void record(Path directory) throws IOException {
    String name = replica.root().relativize(directory).toString();
    int mode = (Integer) Files.getAttribute(directory, "unix:mode") & PERMISSIONS;
    filledAt.merge(name, mode, (one, other) -> one | other);
  }

  private PassReport pass() throws Exception {
    try (Mirror mirror = MirrorBuilder.of(source, replica).watchedBy(watch).open()) {
      return mirror.pass(Scope.ALL);
    }
  }

  @Test
  void createsWhatIsMissingForThisUserOnly() throws Exception {
    Files.delete(replica.root());
    source.add("a = 1", "d/e/b = 1").mode("", 0755).mode("d", 0755);
    pass();
    assertThat(filledAt).containsOnlyKeys("", "d/e").containsEntry("", 0700);
    assertThat(filledAt).containsEntry("d/e", 0700);
    assertThat(TreeSnapshot.of(replica.root())).isEqualTo(TreeSnapshot.of(source.root()));
  }

  @Test
  void restrictsADirectoryBeforeItIsFilled() throws Exception {
    source.add("a = secret", "d/b = secret").mode("", 0700).mode("d", 0710);
    replica.add("d/").mode("", 0755).mode("d", 0755);
    pass();
    assertThat(filledAt).containsEntry("", 0700).containsEntry("d", 0710);
    assertThat(TreeSnapshot.of(replica.root())).isEqualTo(TreeSnapshot.of(source.root()));
  }

  @Test
  void givesNoDirectoryTheContentOfAnother() throws Exception {
    source.add("open/a = 1", "secret/b = secret").mode("open", 0755).mode("secret", 0700);
    exchanges = true;
    // Another thread may have entered the other directory before.
    assertThat(pass().failed()).isBetween(1L, 2L);
    assertThat(replica.path("open")).isEmptyDirectory();
    exchanges = false;
    assertThat(pass().failed()).isZero();
    assertThat(TreeSnapshot.of(replica.root())).isEqualTo(TreeSnapshot.of(source.root()));
  }

  @Test
  void emptiesADirectoryBeforeItIsOpened() throws Exception {
    source.add("d/e/a = 1").mode("d", 0755);
    replica.add("d/e/a = 1", "d/e/orphan = secret", "d/orphan = secret").mode("d", 0700);
    pass();
    assertThat(filledAt).containsEntry("d", 0700);
    assertThat(TreeSnapshot.of(replica.root())).isEqualTo(TreeSnapshot.of(source.root()));
  }
}
