package io.camelmirror.tree;

import java.nio.file.FileSystemException;

/**
 * An operation failed with an error (EPERM, EOPNOTSUPP, ENOSYS, EINVAL) that may mean that the file
 * system or kernel does not support it. Only a probe can tell that from a failure of this one path.
 */
public class NotSupportedException extends FileSystemException {

  private static final long serialVersionUID = 1L;

  public NotSupportedException(String file, String reason) {
    super(file, null, reason);
  }
}
