package io.camelmirror.apply;

import io.camelmirror.tree.FailureText;
import java.io.IOException;

/** An attribute could not be preserved. The content is in place. */
public final class AttributeException extends IOException {

  private static final long serialVersionUID = 1L;

  AttributeException(String attribute, IOException cause) {
    super("its " + attribute + ": " + FailureText.of(cause), cause);
  }
}
