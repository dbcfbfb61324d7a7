package io.camelmirror.apply;

import io.camelmirror.diff.Problem;
import java.io.IOException;

/** An extended attribute could not be set. */
final class ExtendedAttributeException extends IOException {

  private static final long serialVersionUID = 1L;

  ExtendedAttributeException(String attribute, IOException cause) {
    super("its extended attribute " + attribute + ": " + Problem.describe(cause), cause);
  }
}
