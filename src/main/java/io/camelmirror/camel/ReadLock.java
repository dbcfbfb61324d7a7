package io.camelmirror.camel;

import java.io.File;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.strategy.FileChangedExclusiveReadLockStrategy;

/**
 * Camel's read locks, as far as they leave the source as it is: none, and waiting for no change.
 */
interface ReadLock {

  /**
   * Waits for the right moment to read a file.
   *
   * @return whether it came; the file is left for the next pass when it did not
   */
  boolean acquire(GenericFile<File> file, Exchange exchange) throws Exception;

  /** The read lock that an endpoint asks for. */
  static ReadLock of(FileEndpoint endpoint) {
    if (!"changed".equals(endpoint.getReadLock())) {
      return (file, exchange) -> true;
    }
    FileChangedExclusiveReadLockStrategy changed = new FileChangedExclusiveReadLockStrategy();
    // A marker file would be written into the source.
    changed.setMarkerFiler(false);
    changed.setTimeout(endpoint.getReadLockTimeout());
    changed.setCheckInterval(endpoint.getReadLockCheckInterval());
    changed.setMinLength(endpoint.getReadLockMinLength());
    changed.setMinAge(endpoint.getReadLockMinAge());
    changed.setReadLockLoggingLevel(endpoint.getReadLockLoggingLevel());
    return (file, exchange) -> changed.acquireExclusiveReadLock(null, file, exchange);
  }
}
