package io.camelmirror.camel;

import io.camelmirror.diff.Fidelity;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * The options for what to preserve and how to compare. Set on the component, they are the defaults
 * of its endpoints.
 */
@UriParams
public class FidelityConfiguration implements Cloneable {

  @UriParam(
      label = "consumer",
      defaultValue = "keep",
      enums = "keep,follow,skip",
      description =
          "Preserve symbolic links (keep), mirror their targets (follow) or leave them out (skip).")
  private Fidelity.Links links = Fidelity.Links.keep;

  @UriParam(label = "consumer", description = "Preserve hard links.")
  private boolean hardLinks;

  @UriParam(label = "consumer", description = "Preserve extended attributes.")
  private boolean xattrs;

  @UriParam(label = "consumer", description = "Preserve POSIX ACLs.")
  private boolean acls;

  @UriParam(label = "consumer", description = "Preserve holes in sparse files.")
  private boolean sparse;

  @UriParam(label = "consumer", description = "Preserve FIFOs and device nodes.")
  private boolean specials;

  @UriParam(
      label = "consumer",
      description =
          "Preserve hard links, extended attributes, ACLs, holes in sparse files, FIFOs and"
              + " device nodes.")
  private boolean all;

  @UriParam(
      label = "consumer",
      description = "Compare file contents even if size and modification time are equal.")
  private boolean checksum;

  @UriParam(label = "consumer", description = "Do not enter file systems mounted below the source.")
  private boolean oneFileSystem;

  @UriParam(
      label = "consumer",
      javaType = "java.time.Duration",
      defaultValue = "0",
      description = "Treat modification times within this window as equal.")
  private String modifyWindow = "0";

  @UriParam(
      label = "consumer",
      javaType = "java.time.Duration",
      defaultValue = "0",
      description = "Copy a file only after it has been unchanged for this long (5s).")
  private String settle = "0";

  @UriParam(
      label = "consumer",
      description = "Copy a file that keeps changing as it is, up to the size first seen.")
  private boolean copyChanging;

  @UriParam(
      label = "consumer",
      description =
          "Leave out setuid and setgid bits, device nodes and privileged extended attributes, and"
              + " remove them from the replica.")
  private boolean noPrivileges;

  @UriParam(
      label = "consumer",
      defaultValue = "on",
      enums = "on,trust,off",
      description =
          "Move in the replica what was moved in the source: after comparing the content of files"
              + " (on), without that where only one file fits (trust), or never (off).")
  private Fidelity.Renames renames = Fidelity.Renames.on;

  /** An independent copy. */
  FidelityConfiguration copy() {
    try {
      return (FidelityConfiguration) clone();
    } catch (CloneNotSupportedException e) {
      throw new RuntimeCamelException(e);
    }
  }

  /** Converts the options for the engine. */
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
        OptionValues.time("modifyWindow", modifyWindow),
        OptionValues.time("settle", settle),
        copyChanging,
        noPrivileges,
        renames);
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

  public String getModifyWindow() {
    return modifyWindow;
  }

  public void setModifyWindow(String modifyWindow) {
    OptionValues.time("modifyWindow", modifyWindow);
    this.modifyWindow = modifyWindow;
  }

  public String getSettle() {
    return settle;
  }

  public void setSettle(String settle) {
    OptionValues.time("settle", settle);
    this.settle = settle;
  }

  public boolean isCopyChanging() {
    return copyChanging;
  }

  public void setCopyChanging(boolean copyChanging) {
    this.copyChanging = copyChanging;
  }

  public boolean isNoPrivileges() {
    return noPrivileges;
  }

  public void setNoPrivileges(boolean noPrivileges) {
    this.noPrivileges = noPrivileges;
  }

  public Fidelity.Renames getRenames() {
    return renames;
  }

  public void setRenames(Fidelity.Renames renames) {
    this.renames = renames;
  }
}
