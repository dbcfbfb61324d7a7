package io.camelmirror.camel;

import java.io.File;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.strategy.FileChangedExclusiveReadLockStrategy;

/**
 * Camel's read locks that leave the source untouched: none, and waiting until a file stops
 * changing.
 */
interface ReadLock {

  /**
   * Waits until a file may be read.
   *
   * @return false to leave the file to the next pass
   */
  boolean acquire(GenericFile<File> file, Exchange exchange) throws Exception;

  /** The read lock configured on an endpoint. */
  static ReadLock of(FileEndpoint endpoint) {
    if (!"changed".equals(endpoint.getReadLock())) {
      return (file, exchange) -> true;
    }
    FileChangedExclusiveReadLockStrategy changed = new FileChangedExclusiveReadLockStrategy();
    // A marker file would be written to the source.
    changed.setMarkerFiler(false);
    changed.setTimeout(endpoint.getReadLockTimeout());
    changed.setCheckInterval(endpoint.getReadLockCheckInterval());
    changed.setMinLength(endpoint.getReadLockMinLength());
    changed.setMinAge(endpoint.getReadLockMinAge());
    changed.setReadLockLoggingLevel(endpoint.getReadLockLoggingLevel());
    return (file, exchange) -> changed.acquireExclusiveReadLock(null, file, exchange);
  }
}
