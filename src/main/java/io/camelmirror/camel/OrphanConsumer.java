package io.camelmirror.camel;

import io.camelmirror.apply.Tally;
import io.camelmirror.diff.Change;
import io.camelmirror.diff.Removal;
import io.camelmirror.tree.PathFilter;
import io.camelmirror.tree.Trees;
import java.io.File;
import java.util.Collection;
import org.apache.camel.Processor;
import org.apache.camel.component.file.GenericFileOperations;

/**
 * Emits one exchange for each orphan, when a reconciliation asks for it; it polls nothing by
 * itself.
 */
public class OrphanConsumer extends ChangeConsumer {

  OrphanConsumer(
      MirrorEndpoint endpoint, Processor processor, GenericFileOperations<File> operations) {
    super(endpoint, processor, operations);
  }

  @Override
  protected void doStart() throws Exception {
    setStartScheduler(false);
    super.doStart();
    mirror().setOrphanConsumer(this);
  }

  @Override
  protected void doStop() throws Exception {
    if (mirror() != null) {
      mirror().setOrphanConsumer(null);
    }
    super.doStop();
  }

  /**
   * Walks through the orphans and waits until every exchange is done with.
   *
   * @return whether the walk came to its end
   */
  boolean remove(Collection<Change> orphans, Trees trees, Tally tally) throws InterruptedException {
    PathFilter copied = mirror().copyFilter();
    PathFilter own = filter();
    PathFilter both =
        copied.deletesRest()
            ? own
            : (path, directory) -> copied.accepts(path, directory) && own.accepts(path, directory);
    Removal removal =
        new Removal(
            trees, mirror().engine().comparison().privileges(), both, new ChangeRoute(this, tally));
    mirror().walkBegins(removal::cancel);
    return removal.run(orphans, pool());
  }
}
