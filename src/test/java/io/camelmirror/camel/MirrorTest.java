package io.camelmirror.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelmirror.apply.ReplicaLock;
import io.camelmirror.apply.Safety;
import io.camelmirror.diff.Fidelity;
import io.camelmirror.tree.FolderPair;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorTest {

  @TempDir Path base;

  /** In a process that lives on, nobody else would have the replica ever again. */
  @Test
  void doesNotTakeTheReplicaOnceItIsStopped() throws Exception {
    Path source = Files.createDirectory(base.resolve("source"));
    Path replica = Files.createDirectory(base.resolve("replica"));
    Mirror mirror = new Mirror(FolderPair.of(source, replica), Loggers.of(null));
    mirror.start(Fidelity.PLAIN, Safety.PLAIN, false);

    mirror.stop();

    assertThatThrownBy(mirror::begin).isInstanceOf(CancellationException.class);
    try (ReplicaLock next = new ReplicaLock(replica)) {
      next.acquire();
    }
    mirror.start(Fidelity.PLAIN, Safety.PLAIN, false);
    assertThat(mirror.begin()).isNotNull();
    mirror.end(false);
    mirror.stop();
  }
}
