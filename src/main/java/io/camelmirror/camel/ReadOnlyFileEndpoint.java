package io.camelmirror.camel;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.apache.camel.PollingConsumer;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.spi.UriParam;

/**
 * Camel's file endpoint, limited to what only reads its folder.
 *
 * <p>A class without {@code @UriEndpoint} has to stand between Camel's endpoint and {@link
 * MirrorEndpoint}. Otherwise the catalogue inherits all headers of the file component, and Camel's
 * plugin has no way to leave out those that a mirror never sets.
 */
abstract class ReadOnlyFileEndpoint extends FileEndpoint {

  private static final Set<String> READ_LOCKS = Set.of("none", "changed");

  @UriParam(
      label = "consumer,lock",
      defaultValue = "none",
      enums = "none,changed",
      description =
          "Wait before copying a file until it has stopped changing (changed), or do not wait"
              + " (none).")
  private String readLock = "none";

  @UriParam(
      label = "consumer,advanced",
      description =
          "Refuse to start the route while the source does not exist, instead of waiting for it.")
  private boolean startingDirectoryMustExist;

  ReadOnlyFileEndpoint() {}

  ReadOnlyFileEndpoint(String uri, MirrorComponent component) {
    super(uri, component);
    setRecursive(true);
    setAutoCreate(false);
    setIncludeHiddenFiles(true);
    setIncludeHiddenDirs(true);
  }

  @Override
  public PollingConsumer createPollingConsumer() {
    throw new UnsupportedOperationException(
        "mirror: cannot be polled for single changes; use it in from or in to");
  }

  @Override
  public String getScheme() {
    return "mirror";
  }

  /** Returns nothing: the changes of a mirror do not wait in a queue. */
  @Override
  @SuppressWarnings("rawtypes")
  public List<Exchange> getExchanges(int limit, Predicate filter) {
    return List.of();
  }

  @Override
  public BrowseStatus getBrowseStatus(int limit) {
    return new BrowseStatus(0, 0, 0);
  }

  @Override
  public String getReadLock() {
    return readLock;
  }

  @Override
  public void setReadLock(String readLock) {
    if (!READ_LOCKS.contains(readLock)) {
      throw new IllegalArgumentException(
          "it takes none or changed, because a mirror only reads its source");
    }
    this.readLock = readLock;
  }

  @Override
  public boolean isStartingDirectoryMustExist() {
    return startingDirectoryMustExist;
  }

  @Override
  public void setStartingDirectoryMustExist(boolean startingDirectoryMustExist) {
    this.startingDirectoryMustExist = startingDirectoryMustExist;
  }
}
