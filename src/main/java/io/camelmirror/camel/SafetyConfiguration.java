package io.camelmirror.camel;

import io.camelmirror.pass.MaxDelete;
import io.camelmirror.pass.Safety;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.PathText;
import io.camelmirror.tree.UnusableFolderException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * What keeps a mirror from losing anything. Said to the component, it holds for all endpoints that
 * do not say otherwise.
 */
@UriParams
public class SafetyConfiguration implements Cloneable {

  @UriParam(
      label = "consumer",
      defaultValue = "50%",
      description =
          "How much one pass may delete: a number of entries, a percentage of the replica's entries"
              + " (with which 100 may always be deleted), or off. A pass that would delete more"
              + " deletes nothing.")
  private String maxDelete = "50%";

  @UriParam(
      label = "consumer",
      description = "The name without which in the source's root nothing is deleted.")
  private String requireMarker;

  @UriParam(label = "consumer", description = "Whether nothing is deleted.")
  private boolean noDelete;

  @UriParam(
      label = "consumer",
      description = "Whether what is filtered out is deleted from the replica.")
  private boolean deleteExcluded;

  @UriParam(
      label = "consumer",
      description =
          "The folder to which is moved what would be deleted or overwritten, under the date of its"
              + " pass. Like the directory name, property:NAME stands for the value of a property.")
  private String trash;

  @UriParam(
      label = "consumer",
      defaultValue = "30d",
      description = "How long what is in the trash stays there.")
  private Duration trashKeep = Duration.ofDays(30);

  @UriParam(
      label = "consumer",
      description =
          "Whether each file is on the disk before it takes the place of the old one, and all of a"
              + " pass when it ends.")
  private boolean fsync;

  /** One that can be changed without changing this. */
  SafetyConfiguration copy() {
    try {
      return (SafetyConfiguration) clone();
    } catch (CloneNotSupportedException e) {
      throw new RuntimeCamelException(e);
    }
  }

  /**
   * What the engine is asked to heed.
   *
   * @throws UnusableFolderException when the trash lies in one of the folders
   */
  Safety toSafety(FolderPair folders, MirrorComponent component) throws UnusableFolderException {
    Path folder =
        trash == null || trash.isEmpty() ? null : component.folder(trash).toAbsolutePath();
    if (folder != null && Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new UnusableFolderException("the trash " + PathText.of(folder) + " is not a folder");
    }
    if (folder != null && folders.contains(folder)) {
      throw new UnusableFolderException(
          "the trash "
              + PathText.of(folder)
              + " lies in the source or the replica; choose a folder outside, best on the replica's"
              + " disk");
    }
    String marker = requireMarker == null || requireMarker.isEmpty() ? null : requireMarker;
    return new Safety(MaxDelete.parse(maxDelete), marker, noDelete, folder, trashKeep, fsync);
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

  public Duration getTrashKeep() {
    return trashKeep;
  }

  public void setTrashKeep(Duration trashKeep) {
    this.trashKeep = trashKeep;
  }

  public boolean isFsync() {
    return fsync;
  }

  public void setFsync(boolean fsync) {
    this.fsync = fsync;
  }
}
