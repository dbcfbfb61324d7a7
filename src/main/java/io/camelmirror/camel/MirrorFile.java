package io.camelmirror.camel;

import io.camelmirror.diff.Change;
import io.camelmirror.diff.Outcome;
import io.camelmirror.pass.PendingChange;
import io.camelmirror.tree.Entry;
import java.io.File;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.spi.UnitOfWork;

/**
 * The file of an exchange, where Camel's file components have it, and how far its change has come
 * on its way through a route. An exchange and its copies share it: it is one change, whatever a
 * step has put into the body or the message.
 */
final class MirrorFile extends GenericFile<File> {

  private final Path root;
  private final Path path;
  private final Entry entry;
  private final PendingChange pending;

  /**
   * The file of a change.
   *
   * @param root the source's folder
   */
  MirrorFile(Path root, PendingChange pending) {
    this(root, pending.change().path(), shown(pending.change()), pending);
  }

  /**
   * A file that a filter is asked about.
   *
   * @param root the folder that the path is below
   */
  MirrorFile(Path root, Path path, Entry entry) {
    this(root, path, entry, null);
  }

  private MirrorFile(Path root, Path path, Entry entry, PendingChange pending) {
    this.root = root;
    this.path = path;
    this.entry = entry;
    this.pending = pending;
  }

  private static Entry shown(Change change) {
    return change.source() != null ? change.source() : change.replica();
  }

  /** That of an exchange; null when it did not come from a {@code mirror:} consumer. */
  static MirrorFile of(Exchange exchange) {
    Object file = exchange.getProperty(ExchangePropertyKey.FILE_EXCHANGE_FILE);
    return file instanceof MirrorFile mirrored ? mirrored : ofUnitOfWork(exchange);
  }

  /**
   * Where a step has fetched a file with another file component: its property is that one's then.
   */
  private static MirrorFile ofUnitOfWork(Exchange exchange) {
    UnitOfWork unit = exchange.getUnitOfWork();
    MirrorFile[] found = {null};
    if (unit != null) {
      unit.handoverSynchronization(
          exchange,
          synchronization -> {
            if (synchronization instanceof ExchangeSink.Completion completion) {
              found[0] = completion.file();
            }
            return false;
          });
    }
    return found[0];
  }

  /** Lets an exchange carry it. */
  void begin(Exchange exchange) {
    exchange.setProperty(ExchangePropertyKey.FILE_EXCHANGE_FILE, this);
  }

  PendingChange pending() {
    return pending;
  }

  Change change() {
    return pending.change();
  }

  /** What became of the change when it was applied; null while no producer has applied it. */
  Outcome outcome() {
    return pending.outcome();
  }

  // All that follows is asked for seldom, and made then.

  @Override
  public File getFile() {
    return root.resolve(path).toFile();
  }

  @Override
  public String getEndpointPath() {
    return root.toString();
  }

  @Override
  public String getFileName() {
    return path.toString();
  }

  @Override
  public String getFileNameOnly() {
    return getFile().getName();
  }

  @Override
  public String getRelativeFilePath() {
    return getFileName();
  }

  @Override
  public String getAbsoluteFilePath() {
    return getFile().getAbsolutePath();
  }

  @Override
  public boolean isAbsolute() {
    return root.isAbsolute();
  }

  @Override
  public boolean isDirectory() {
    return entry.isDirectory();
  }

  @Override
  public long getFileLength() {
    return entry.size();
  }

  @Override
  public long getLastModified() {
    return entry.modified().toMillis();
  }
}
