package io.camelmirror.diff;

/**
 * Tells the march that a change has been dealt with; called once for each change, by any thread.
 */
@FunctionalInterface
public interface Done {

  /**
   * The change has been dealt with.
   *
   * @param failed whether it could not be made real; nothing below a directory that could not be
   *     made is looked at
   */
  void done(boolean failed);
}
