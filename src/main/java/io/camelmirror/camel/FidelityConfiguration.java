package io.camelmirror.camel;

import io.camelmirror.diff.Fidelity;
import java.time.Duration;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * What is to be kept of the source. Said to the component, it holds for all endpoints that do not
 * say otherwise.
 */
@UriParams
public class FidelityConfiguration implements Cloneable {

  @UriParam(
      label = "consumer",
      defaultValue = "keep",
      enums = "keep,follow,skip",
      description =
          "What becomes of symbolic links: keep them as they are, mirror what"
              + " they lead to (follow), or skip them.")
  private Fidelity.Links links = Fidelity.Links.keep;

  @UriParam(
      label = "consumer",
      description =
          "Whether names of one file in the source are names of one file in the" + " replica.")
  private boolean hardLinks;

  @UriParam(label = "consumer", description = "Whether extended attributes are kept.")
  private boolean xattrs;

  @UriParam(label = "consumer", description = "Whether POSIX access control lists are kept.")
  private boolean acls;

  @UriParam(label = "consumer", description = "Whether holes in files are kept.")
  private boolean sparse;

  @UriParam(label = "consumer", description = "Whether FIFOs and device nodes are kept.")
  private boolean specials;

  @UriParam(
      label = "consumer",
      description = "Whether hardLinks, xattrs, acls, sparse and specials are all on.")
  private boolean all;

  @UriParam(
      label = "consumer",
      description = "Whether files of the same size and time are compared by their content.")
  private boolean checksum;

  @UriParam(
      label = "consumer",
      description = "Whether file systems that are mounted below the source are left out.")
  private boolean oneFileSystem;

  @UriParam(
      label = "consumer",
      defaultValue = "0",
      description =
          "Times that differ by no more are the same, for file systems that keep"
              + " less of them than is found out by itself.")
  private Duration modifyWindow = Duration.ZERO;

  @UriParam(
      label = "consumer",
      defaultValue = "0",
      description =
          "A file is copied when nothing about it has changed for that long. A"
              + " pass waits for it once.")
  private Duration settle = Duration.ZERO;

  /** One that can be changed without changing this. */
  FidelityConfiguration copy() {
    try {
      return (FidelityConfiguration) clone();
    } catch (CloneNotSupportedException e) {
      throw new RuntimeCamelException(e);
    }
  }

  /** What the engine is asked to keep. */
  Fidelity toFidelity() {
    return new Fidelity(
        links,
        hardLinks || all,
        xattrs || all,
        acls || all,
        sparse || all,
        specials || all,
        checksum,
        oneFileSystem,
        modifyWindow,
        settle);
  }

  public Fidelity.Links getLinks() {
    return links;
  }

  public void setLinks(Fidelity.Links links) {
    this.links = links;
  }

  public boolean isHardLinks() {
    return hardLinks;
  }

  public void setHardLinks(boolean hardLinks) {
    this.hardLinks = hardLinks;
  }

  public boolean isXattrs() {
    return xattrs;
  }

  public void setXattrs(boolean xattrs) {
    this.xattrs = xattrs;
  }

  public boolean isAcls() {
    return acls;
  }

  public void setAcls(boolean acls) {
    this.acls = acls;
  }

  public boolean isSparse() {
    return sparse;
  }

  public void setSparse(boolean sparse) {
    this.sparse = sparse;
  }

  public boolean isSpecials() {
    return specials;
  }

  public void setSpecials(boolean specials) {
    this.specials = specials;
  }

  public boolean isAll() {
    return all;
  }

  public void setAll(boolean all) {
    this.all = all;
  }

  public boolean isChecksum() {
    return checksum;
  }

  public void setChecksum(boolean checksum) {
    this.checksum = checksum;
  }

  public boolean isOneFileSystem() {
    return oneFileSystem;
  }

  public void setOneFileSystem(boolean oneFileSystem) {
    this.oneFileSystem = oneFileSystem;
  }

  public Duration getModifyWindow() {
    return modifyWindow;
  }

  public void setModifyWindow(Duration modifyWindow) {
    this.modifyWindow = modifyWindow;
  }

  public Duration getSettle() {
    return settle;
  }

  public void setSettle(Duration settle) {
    this.settle = settle;
  }
}
