package io.camelmirror;

import io.camelmirror.diff.Fidelity;
import java.time.Duration;

/**
 * Builds a fidelity, starting from {@link Fidelity#PLAIN}: {@code new
 * FidelityBuilder().hardLinks().sparse().build()}.
 */
public final class FidelityBuilder {

  private Fidelity.Links links = Fidelity.Links.keep;
  private boolean hardLinks;
  private boolean attributes;
  private boolean accessLists;
  private boolean sparse;
  private boolean specials;
  private boolean checksum;
  private boolean oneFileSystem;
  private Duration modifyWindow = Duration.ZERO;
  private Duration minAge = Duration.ZERO;
  private boolean copyChanging;
  private boolean noPrivileges;
  private Fidelity.Renames renames = Fidelity.Renames.on;

  public FidelityBuilder links(Fidelity.Links value) {
    links = value;
    return this;
  }

  public FidelityBuilder hardLinks() {
    hardLinks = true;
    return this;
  }

  public FidelityBuilder attributes() {
    attributes = true;
    return this;
  }

  public FidelityBuilder accessLists() {
    accessLists = true;
    return this;
  }

  public FidelityBuilder sparse() {
    sparse = true;
    return this;
  }

  public FidelityBuilder specials() {
    specials = true;
    return this;
  }

  /** All that {@code mirror.all} stands for. */
  public FidelityBuilder all() {
    return hardLinks().attributes().accessLists().sparse().specials();
  }

  public FidelityBuilder checksum() {
    checksum = true;
    return this;
  }

  public FidelityBuilder oneFileSystem() {
    oneFileSystem = true;
    return this;
  }

  public FidelityBuilder modifyWindow(Duration value) {
    modifyWindow = value;
    return this;
  }

  public FidelityBuilder minAge(Duration value) {
    minAge = value;
    return this;
  }

  public FidelityBuilder copyChanging() {
    copyChanging = true;
    return this;
  }

  public FidelityBuilder noPrivileges() {
    noPrivileges = true;
    return this;
  }

  public FidelityBuilder renames(Fidelity.Renames value) {
    renames = value;
    return this;
  }

  public Fidelity build() {
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
        minAge,
        copyChanging,
        noPrivileges,
        renames);
  }
}
