package io.camelmirror;

import io.camelmirror.diff.Fidelity;
import java.time.Duration;

/**
 * What is asked to be kept, of which a test names only what is not {@link Fidelity#PLAIN}: {@code
 * new Asking().hardLinks().sparse().fidelity()}.
 */
public final class Asking {

  private Fidelity.Links links = Fidelity.Links.keep;
  private boolean hardLinks;
  private boolean attributes;
  private boolean accessLists;
  private boolean sparse;
  private boolean specials;
  private boolean checksum;
  private boolean oneFileSystem;
  private Duration modifyWindow = Duration.ZERO;
  private Duration settle = Duration.ZERO;

  public Asking links(Fidelity.Links value) {
    links = value;
    return this;
  }

  public Asking hardLinks() {
    hardLinks = true;
    return this;
  }

  public Asking attributes() {
    attributes = true;
    return this;
  }

  public Asking accessLists() {
    accessLists = true;
    return this;
  }

  public Asking sparse() {
    sparse = true;
    return this;
  }

  public Asking specials() {
    specials = true;
    return this;
  }

  /** All that {@code mirror.all} stands for. */
  public Asking all() {
    return hardLinks().attributes().accessLists().sparse().specials();
  }

  public Asking checksum() {
    checksum = true;
    return this;
  }

  public Asking oneFileSystem() {
    oneFileSystem = true;
    return this;
  }

  public Asking modifyWindow(Duration value) {
    modifyWindow = value;
    return this;
  }

  public Asking settle(Duration value) {
    settle = value;
    return this;
  }

  public Fidelity fidelity() {
    return new Fidelity(
        links,
        hardLinks,
        attributes,
        accessLists,
        sparse,
        specials,
        checksum,
        oneFileSystem,
        modifyWindow,
        settle);
  }
}
