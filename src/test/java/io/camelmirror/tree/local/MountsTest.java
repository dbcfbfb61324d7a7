package io.camelmirror.tree.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MountsTest {

  @Test
  void coversWhatLeadsThroughThem() {
    Mounts mounts = new Mounts(List.of(Path.of("d/disk")));
    assertThat(mounts.covers(Path.of("d/disk"))).isTrue();
    assertThat(mounts.covers(Path.of("d/disk/a/b"))).isTrue();
    assertThat(mounts.covers(Path.of("d"))).isFalse();
    assertThat(mounts.covers(Path.of("d/disk-2"))).isFalse();
    assertThat(mounts.covers(Path.of(""))).isFalse();
    assertThat(Mounts.NONE.covers(Path.of("d/disk"))).isFalse();
  }
}
