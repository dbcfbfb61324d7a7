package io.camelmirror.camel;

import io.camelmirror.diff.Change;
import io.camelmirror.diff.Outcome;
import io.camelmirror.pass.PendingChange;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.Kind;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.spi.UnitOfWork;

/**
 * The file of an exchange, with its pending change: the entry of the source; for a DELETE, the
 * entry of the replica. It is the body and the property where Camel's file components expect it, so
 * that an exchange and its copies share it, whatever a step puts into the body or the message.
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
   * @param folders the mirror's folders
   */
  MirrorFile(FolderPair folders, PendingChange pending) {
    this(
        pending.change().source() != null ? folders.source() : folders.replica(),
        pending.change().path(),
        pending.change().entry(),
        pending);
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

  /**
   * Returns the file of an exchange; null if no {@code mirror:} consumer created the exchange. The
   * body is asked first: a splitter may have taken it from an aggregated exchange.
   */
  static MirrorFile of(Exchange exchange) {
    if (exchange.getMessage().getBody() instanceof MirrorFile body) {
      return body;
    }
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

  Kind kind() {
    return entry.kind();
  }

  /**
   * Opens the content for reading.
   *
   * @throws IOException if it is not a file, no longer exists or cannot be read
   */
  InputStream open() throws IOException {
    return requireContent().pending.open();
  }

  /**
   * Checks that there is content to read.
   *
   * @throws FileSystemException if the entry is not a file
   */
  MirrorFile requireContent() throws FileSystemException {
    if (kind() != Kind.FILE) {
      throw new FileSystemException(
          getAbsoluteFilePath(),
          null,
          "a " + kind() + " has no content to read, see the header " + MirrorConstants.KIND);
    }
    return this;
  }

  // The getters below are rarely called, so their values are computed on demand.

  /**
   * Returns null for an exchange whose entry has no content: Camel's producers would follow a link
   * and open a FIFO.
   */
  @Override
  public File getFile() {
    return pending == null || entry.kind() == Kind.FILE ? root.resolve(path).toFile() : null;
  }

  /** Returns this object where there is no file. What converts it is told why. */
  @Override
  public Object getBody() {
    File file = getFile();
    return file == null ? this : file;
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
    return String.valueOf(path.getFileName());
  }

  @Override
  public String getRelativeFilePath() {
    return getFileName();
  }

  @Override
  public String getAbsoluteFilePath() {
    return root.resolve(path).toString();
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

  @Override
  public String toString() {
    return "MirrorFile[" + path + "]";
  }
}
