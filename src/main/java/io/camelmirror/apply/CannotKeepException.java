package io.camelmirror.apply;

import io.camelmirror.diff.Facet;
import io.camelmirror.diff.LeftOut;
import io.camelmirror.diff.Problem;
import java.io.IOException;

/** Something about an entry cannot be kept in the replica at all, or not by this user. */
final class CannotKeepException extends IOException {

  private static final long serialVersionUID = 1L;

  private final Facet facet;
  private final boolean everywhere;

  /** It cannot be kept anywhere in this replica. */
  CannotKeepException(Facet facet, String why) {
    super(why);
    this.facet = facet;
    this.everywhere = true;
  }

  /**
   * It could not be kept.
   *
   * @param everywhere whether it cannot be anywhere in this replica
   */
  CannotKeepException(Facet facet, boolean everywhere, IOException cause) {
    super(Problem.describe(cause), cause);
    this.facet = facet;
    this.everywhere = everywhere;
  }

  /** Says once what is left out. */
  void enter(LeftOut leftOut) {
    if (everywhere) {
      leftOut.add(facet, getMessage());
    } else {
      leftOut.note(facet.name(), facet + " are not kept everywhere: " + getMessage());
    }
  }
}
