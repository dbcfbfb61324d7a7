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
 * The file of an exchange, stored where Camel's file components expect it, with its pending change.
 * An exchange and its copies share this object, whatever a step puts into the body or the message.
 */
final class MirrorFile extends GenericFile<File> {

  private final Path root;
  private final Path path;
  private final Entry entry;
  private final PendingChange pending;
  private volatile boolean logged;

  /**
   * Creates the file of a change.
   *
   * @param root the source folder
   */
  MirrorFile(Path root, PendingChange pending) {
    this(root, pending.change().path(), shown(pending.change()), pending);
  }

  /**
   * Creates a file for filters to test.
   *
   * @param root the folder that contains the path
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

  /** Returns the file of an exchange; null if no {@code mirror:} consumer created the exchange. */
  static MirrorFile of(Exchange exchange) {
    Object file = exchange.getProperty(ExchangePropertyKey.FILE_EXCHANGE_FILE);
    return file instanceof MirrorFile mirrored ? mirrored : ofUnitOfWork(exchange);
  }

  /**
   * Finds the file after another file component in the route has replaced the exchange property.
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

  /** Attaches this file to an exchange. */
  void begin(Exchange exchange) {
    exchange.setProperty(ExchangePropertyKey.FILE_EXCHANGE_FILE, this);
  }

  PendingChange pending() {
    return pending;
  }

  Change change() {
    return pending.change();
  }

  /** The outcome of the change; null until a producer has applied it. */
  Outcome outcome() {
    return pending.outcome();
  }

  /** Returns true if a step of the route has logged the applied change. */
  boolean isLogged() {
    return logged;
  }

  void setLogged() {
    logged = true;
  }

  // The getters below are rarely called, so their values are computed on demand.

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
