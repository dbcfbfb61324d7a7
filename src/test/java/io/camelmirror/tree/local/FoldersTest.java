package io.camelmirror.tree.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {

  @TempDir Path folder;

  @Test
  void createsAFolderAndThoseAboveIt() throws Exception {
    Path deep = folder.resolve("x/y/replica");
    Folders.create(deep);
    assertThat(deep).isEmptyDirectory();
    Folders.create(deep);
    assertThat(deep).as("a second time").isEmptyDirectory();
  }
}
