package io.camelmirror.camel;

import io.camelmirror.apply.Outcome;
import io.camelmirror.diff.Change;
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
final class ChangedFile extends GenericFile<File> {

  private final Path root;
  private final Change change;
  private volatile Outcome outcome;

  /**
   * Makes one for a change of which nothing has come yet.
   *
   * @param root the folder that the change's path is below
   */
  ChangedFile(Path root, Change change) {
    this.root = root;
    this.change = change;
  }

  /** That of an exchange; null when it did not come from a {@code mirror:} consumer. */
  static ChangedFile of(Exchange exchange) {
    Object file = exchange.getProperty(ExchangePropertyKey.FILE_EXCHANGE_FILE);
    return file instanceof ChangedFile changed ? changed : ofUnitOfWork(exchange);
  }

  /**
   * Where a step has fetched a file with another file component: its property is that one's then.
   */
  private static ChangedFile ofUnitOfWork(Exchange exchange) {
    UnitOfWork unit = exchange.getUnitOfWork();
    ChangedFile[] found = {null};
    if (unit != null) {
      unit.handoverSynchronization(
          exchange,
          synchronization -> {
            if (synchronization instanceof ChangeRoute.Completion completion) {
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

  Change change() {
    return change;
  }

  /** What came of the change; null while no producer has applied it. */
  Outcome outcome() {
    return outcome;
  }

  void applied(Outcome result) {
    outcome = result;
  }

  // Everything else is what is asked for seldom, and made then.

  @Override
  public File getFile() {
    return root.resolve(change.path()).toFile();
  }

  @Override
  public String getEndpointPath() {
    return root.toString();
  }

  @Override
  public String getFileName() {
    return change.path().toString();
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
    return shown().isDirectory();
  }

  @Override
  public long getFileLength() {
    return shown().size();
  }

  @Override
  public long getLastModified() {
    return shown().modified().toMillis();
  }

  private Entry shown() {
    return change.source() != null ? change.source() : change.replica();
  }
}
