package io.camelmirror.pass;

import io.camelmirror.apply.Trash;
import io.camelmirror.diff.Fidelity;
import io.camelmirror.tree.Site;
import io.camelmirror.tree.WritableTree;
import java.io.IOException;
import java.nio.file.Path;

/** The folder of one pass in the trash; it is made when the first entry goes there. */
record PassTrash(Site site, Path folder, Fidelity fidelity) implements Trash.Opener {

  @Override
  public WritableTree open() throws IOException {
    return site.openOutside(folder, fidelity.readOptions().ofReplica(), true);
  }
}
