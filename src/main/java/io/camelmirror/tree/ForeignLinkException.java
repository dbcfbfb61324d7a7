package io.camelmirror.tree;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** The way to a root leads through a link of a user who is neither root nor the current user. */
public final class ForeignLinkException extends FileSystemException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param owner the user id of the link's owner
   */
  public ForeignLinkException(Path link, int owner) {
    super(link.toString(), null, "a link of another user, number " + owner + ", is not followed");
  }
}
