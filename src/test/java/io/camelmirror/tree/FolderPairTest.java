package io.camelmirror.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.camelmirror.OtherUser;
import io.camelmirror.TreeBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderPairTest {

  @TempDir Path folder;
  private TreeBuilder tree;

  @BeforeEach
  void makeFolders() throws IOException {
    tree = TreeBuilder.in(folder.toRealPath().resolve("t"), "source/sub/", "replica/", "file = 1");
  }

  @Test
  void takesTwoFolders() throws Exception {
    assertThat(pair("source", "replica"))
        .isEqualTo(new FolderPair(tree.path("source"), tree.path("replica")));
  }

  @Test
  void takesFoldersWhoseNamesBeginAlike() throws Exception {
    tree.add("source-replica/");
    pair("source", "source-replica");
    pair("source-replica", "source");
  }

  @Test
  void takesAReplicaThatCanBeCreated() throws Exception {
    assertThat(pair("source", "new/deep/replica").replica())
        .isEqualTo(tree.path("new/deep/replica"));
    assertThat(tree.path("new")).doesNotExist();
  }

  @Test
  void keepsThePathsAsTheyAreGiven() throws Exception {
    tree.add("s -> source", "r -> replica");
    assertThat(pair("s", "r")).isEqualTo(new FolderPair(tree.path("s"), tree.path("r")));
    assertThat(pair("s", "r").real()).isEqualTo(pair("source", "replica"));
    assertThat(pair("s", "r/new").real().replica()).isEqualTo(tree.path("replica/new"));
  }

  @Test
  void goesUpFromWhereALinkLeads() throws Exception {
    tree.add("far/away/", "far/replica/", "l -> far/away");
    assertThat(pair("source", "l/../replica").real().replica()).isEqualTo(tree.path("far/replica"));
  }

  @Test
  void refusesTheSameFolder() {
    refuses("source", "source", "the source and the replica are the same folder");
    refuses("source", "source/sub/..", "the source and the replica are the same folder");
  }

  @Test
  void refusesTheSameFolderThroughLinks() throws IOException {
    tree.add("l -> source", "m -> l");
    refuses("source", "m", "the source and the replica are the same folder");
    refuses("m", "source", "the source and the replica are the same folder");
  }

  @Test
  void refusesAReplicaInTheSource() throws IOException {
    refuses("source", "source/sub", "lies in the source");
    refuses("source", "source/new/deep", "lies in the source");
    tree.add("l -> source/sub", "into -> source");
    refuses("source", "l", "lies in the source");
    refuses("source", "l/new", "lies in the source");
    refuses("into", "source/sub", "lies in the source");
  }

  @Test
  void refusesASourceInTheReplica() throws IOException {
    refuses("source/sub", "source", "lies in the replica");
    tree.add("l -> source/sub");
    refuses("l", "source", "lies in the replica");
  }

  @Test
  void refusesASourceThatIsNoFolder() throws IOException {
    tree.add("dangling -> nowhere");
    refuses("absent", "replica", "the source " + tree.path("absent") + " does not exist");
    refuses("dangling", "replica", "does not exist");
    refuses("file", "replica", "the source " + tree.path("file") + " is not a folder");
  }

  @Test
  void refusesAReplicaThatIsNoFolder() {
    refuses("source", "file", "the replica " + tree.path("file") + " is not a folder");
    refuses("source", "file/below", "cannot be created: " + tree.path("file") + " is not a folder");
  }

  @Test
  void refusesLinksOfOtherUsers() throws IOException {
    tree.add("l -> replica", "home/in -> ../source");
    OtherUser.own(tree.path("l"));
    OtherUser.own(tree.path("home/in"));
    refuses("source", "l", "the replica " + tree.path("l") + " cannot be used: a link of another");
    refuses("source", "l/new/deep", ": " + tree.path("l"));
    refuses("home/in/sub", "replica", ": " + tree.path("home/in"));
  }

  @Test
  void refusesAReplicaThatIsADanglingLink() throws IOException {
    tree.add("dangling -> nowhere");
    refuses("source", "dangling", "");
  }

  @Test
  void takesAWriteProtectedReplicaOfItsOwn() throws Exception {
    tree.mode("replica", 0555);
    assertThat(pair("source", "replica").replica()).isEqualTo(tree.path("replica"));
  }

  @Test
  void refusesFoldersItMayNotUse() throws IOException {
    tree.mode("replica", 0555).mode("source", 0333);
    assumeFalse(Files.isWritable(tree.path("replica")), "permissions do not bind this user: root");
    refuses("source", "replica", "cannot be read");
    tree.mode("source", 0755);
    // One that is there already, and somebody else's.
    refuses("source", "/usr", "cannot be written to");
    refuses("source", "replica/new", "cannot be written to");
  }

  @Test
  void showsNamesEscaped() {
    refuses("a\u001b[31m", "replica", "a\\x1b[31m does not exist");
  }

  @Test
  void knowsWhatLiesInIt() throws Exception {
    tree.add("l -> source");
    FolderPair pair = pair("source", "replica");
    assertThat(pair.contains("file", tree.path("source"))).isTrue();
    assertThat(pair.contains("file", tree.path("source/new/log.txt"))).isTrue();
    assertThat(pair.contains("file", tree.path("replica/log.txt"))).isTrue();
    assertThat(pair.contains("file", tree.path("l/log.txt"))).isTrue();
    assertThat(pair.contains("file", tree.path("log.txt"))).isFalse();
    assertThat(pair.contains("file", tree.path("source-log.txt"))).isFalse();
  }

  private FolderPair pair(String source, String replica) throws UnusableFolderException {
    return FolderPair.of(tree.path(source), tree.path(replica));
  }

  private void refuses(String source, String replica, String message) {
    assertThatThrownBy(() -> pair(source, replica))
        .isInstanceOf(UnusableFolderException.class)
        .hasMessageContaining(message);
  }
}
