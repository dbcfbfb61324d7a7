package io.camelmirror.camel;

import io.camelmirror.tree.FileLimits;
import io.camelmirror.tree.IgnoreRules;
import io.camelmirror.tree.PathFilter;
import io.camelmirror.tree.Selection;
import java.time.Duration;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * The options that choose which files to mirror. Set on the component, they are the defaults of its
 * endpoints.
 */
@UriParams
public class SelectionConfiguration implements Cloneable {

  @UriParam(
      label = "consumer",
      description =
          "Exclude what matches these patterns in .gitignore syntax, one per line. Write property:NAME"
              + " to take them from the property NAME.")
  private String ignore;

  @UriParam(
      label = "consumer",
      description =
          "Include what matches these patterns in .gitignore syntax, one per line, whatever other"
              + " patterns exclude. Write property:NAME to take them from the property NAME.")
  private String unignore;

  @UriParam(
      label = "consumer",
      description =
          "Exclude what matches the patterns in this file, in .gitignore syntax. Write property:NAME to"
              + " take its path from the property NAME.")
  private String ignoreFrom;

  @UriParam(label = "consumer", description = "Exclude files larger than this (500KB, 10MB, 1GB).")
  private String maxSize;

  @UriParam(label = "consumer", description = "Exclude files smaller than this (500KB, 10MB, 1GB).")
  private String minSize;

  @UriParam(
      label = "consumer",
      javaType = "java.time.Duration",
      description = "Exclude files that were not modified within this time (12h, 30d).")
  private String newerThan;

  @UriParam(
      label = "consumer",
      javaType = "java.time.Duration",
      description = "Exclude files that were modified within this time (5m, 12h).")
  private String olderThan;

  /** An independent copy. */
  SelectionConfiguration copy() {
    try {
      return (SelectionConfiguration) clone();
    } catch (CloneNotSupportedException e) {
      throw new RuntimeCamelException(e);
    }
  }

  /**
   * Converts the options for the engine.
   *
   * @param filter what Camel's own options choose
   * @param deletesExcluded delete excluded entries from the replica
   * @throws IllegalArgumentException if a pattern is invalid, or the file cannot be read
   */
  Selection toSelection(MirrorComponent component, PathFilter filter, boolean deletesExcluded) {
    String exclude = OptionText.resolve(component.getCamelContext(), ignore);
    String include = OptionText.resolve(component.getCamelContext(), unignore);
    return Selection.of(
        exclude == null && include == null ? null : IgnoreRules.ofOptions(exclude, include),
        ignoreFrom == null || ignoreFrom.isEmpty()
            ? null
            : IgnoreRules.ofFile(component.folder(ignoreFrom)),
        FileLimits.of(
            minSize == null ? 0 : Bytes.parse(minSize),
            maxSize == null ? Long.MAX_VALUE : Bytes.parse(maxSize),
            age("newerThan", newerThan),
            age("olderThan", olderThan)),
        filter,
        deletesExcluded);
  }

  private static Duration age(String name, String text) {
    return text == null ? null : OptionValues.time(name, text);
  }

  public String getIgnore() {
    return ignore;
  }

  public void setIgnore(String ignore) {
    if (!OptionText.isProperty(ignore)) {
      IgnoreRules.ofOptions(ignore, null);
    }
    this.ignore = ignore;
  }

  public String getUnignore() {
    return unignore;
  }

  public void setUnignore(String unignore) {
    if (!OptionText.isProperty(unignore)) {
      IgnoreRules.ofOptions(null, unignore);
    }
    this.unignore = unignore;
  }

  public String getIgnoreFrom() {
    return ignoreFrom;
  }

  public void setIgnoreFrom(String ignoreFrom) {
    this.ignoreFrom = ignoreFrom;
  }

  public String getMaxSize() {
    return maxSize;
  }

  public void setMaxSize(String maxSize) {
    Bytes.parse(maxSize);
    this.maxSize = maxSize;
  }

  public String getMinSize() {
    return minSize;
  }

  public void setMinSize(String minSize) {
    Bytes.parse(minSize);
    this.minSize = minSize;
  }

  public String getNewerThan() {
    return newerThan;
  }

  public void setNewerThan(String newerThan) {
    OptionValues.time("newerThan", newerThan);
    this.newerThan = newerThan;
  }

  public String getOlderThan() {
    return olderThan;
  }

  public void setOlderThan(String olderThan) {
    OptionValues.time("olderThan", olderThan);
    this.olderThan = olderThan;
  }
}
