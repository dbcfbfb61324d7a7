package io.camelmirror.tree.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSiteTest {

  @TempDir Path folder;

  @Test
  void createsAFolderAndThoseAboveIt() throws Exception {
    Path deep = folder.resolve("x/y/replica");
    LocalSite.createFolder(deep);
    assertThat(deep).isEmptyDirectory();
    LocalSite.createFolder(deep);
    assertThat(deep).as("a second time").isEmptyDirectory();
  }
}
