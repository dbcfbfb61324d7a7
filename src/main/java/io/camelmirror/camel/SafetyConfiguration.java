package io.camelmirror.camel;

import io.camelmirror.pass.MaxDelete;
import io.camelmirror.pass.Safety;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.PathText;
import io.camelmirror.tree.UnusableFolderException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * The options that protect the replica from losing data. Set on the component, they are the
 * defaults of its endpoints.
 */
@UriParams
public class SafetyConfiguration implements Cloneable {

  @UriParam(
      label = "consumer",
      defaultValue = "50%",
      description =
          "Delete nothing in a pass that would delete more than this: a number of entries, a"
              + " percentage of the replica's entries (but at least 100) or off.")
  private String maxDelete = "50%";

  @UriParam(
      label = "consumer",
      description = "Delete nothing unless this file exists in the root of the source.")
  private String requireMarker;

  @UriParam(label = "consumer", description = "Delete nothing.")
  private boolean noDelete;

  @UriParam(
      label = "consumer",
      description =
          "Take an empty folder of the source for what it is, even if a file system that was mounted"
              + " there is missing.")
  private boolean confirmUnmounted;

  @UriParam(
      label = "consumer",
      description = "Also delete from the replica what patterns, limits and filters exclude.")
  private boolean deleteExcluded;

  @UriParam(
      label = "consumer",
      description =
          "Move deleted and overwritten entries to a dated subfolder of this folder. Write"
              + " property:NAME to take the path from the property NAME.")
  private String trash;

  @UriParam(
      label = "consumer",
      javaType = "java.time.Duration",
      defaultValue = "30d",
      description = "Delete trash older than this.")
  private String trashKeep = "30d";

  @UriParam(
      label = "consumer",
      description =
          "fsync each file before renaming it, and sync the file system at the end of the"
              + " pass.")
  private boolean fsync;

  /** An independent copy. */
  SafetyConfiguration copy() {
    try {
      return (SafetyConfiguration) clone();
    } catch (CloneNotSupportedException e) {
      throw new RuntimeCamelException(e);
    }
  }

  /**
   * Converts the options for the engine.
   *
   * @throws UnusableFolderException if the trash is not a folder, or lies in the source or the
   *     replica
   */
  Safety toSafety(FolderPair folders, MirrorComponent component) throws UnusableFolderException {
    Path folder =
        trash == null || trash.isEmpty() ? null : component.folder(trash).toAbsolutePath();
    if (folder != null && Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new UnusableFolderException("the trash " + PathText.of(folder) + " is not a folder");
    }
    if (folder != null && folders.contains("trash", folder)) {
      throw new UnusableFolderException(
          "the trash "
              + PathText.of(folder)
              + " lies in the source or the replica; choose a folder outside, best on the replica's"
              + " disk");
    }
    String marker = requireMarker == null || requireMarker.isEmpty() ? null : requireMarker;
    return new Safety(
        MaxDelete.parse(maxDelete),
        marker,
        noDelete,
        confirmUnmounted,
        folder,
        OptionValues.time("trashKeep", trashKeep),
        fsync);
  }

  public String getMaxDelete() {
    return maxDelete;
  }

  public void setMaxDelete(String maxDelete) {
    this.maxDelete = maxDelete;
  }

  public String getRequireMarker() {
    return requireMarker;
  }

  public void setRequireMarker(String requireMarker) {
    this.requireMarker = requireMarker;
  }

  public boolean isNoDelete() {
    return noDelete;
  }

  public void setNoDelete(boolean noDelete) {
    this.noDelete = noDelete;
  }

  public boolean isConfirmUnmounted() {
    return confirmUnmounted;
  }

  public void setConfirmUnmounted(boolean confirmUnmounted) {
    this.confirmUnmounted = confirmUnmounted;
  }

  public boolean isDeleteExcluded() {
    return deleteExcluded;
  }

  public void setDeleteExcluded(boolean deleteExcluded) {
    this.deleteExcluded = deleteExcluded;
  }

  public String getTrash() {
    return trash;
  }

  public void setTrash(String trash) {
    this.trash = trash;
  }

  public String getTrashKeep() {
    return trashKeep;
  }

  public void setTrashKeep(String trashKeep) {
    OptionValues.time("trashKeep", trashKeep);
    this.trashKeep = trashKeep;
  }

  public boolean isFsync() {
    return fsync;
  }

  public void setFsync(boolean fsync) {
    this.fsync = fsync;
  }
}
