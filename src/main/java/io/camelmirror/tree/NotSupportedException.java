package io.camelmirror.tree;

import java.nio.file.FileSystemException;

/**
 * An operation was refused in a way that may be the file system's or the kernel's own (EPERM,
 * EOPNOTSUPP, ENOSYS, EINVAL). Whether the file system lacks it altogether, or refuses it for this
 * one path, only a probe can tell.
 */
public class NotSupportedException extends FileSystemException {

  private static final long serialVersionUID = 1L;

  public NotSupportedException(String file, String reason) {
    super(file, null, reason);
  }
}
