package io.camelmirror.apply;

import io.camelmirror.tree.Content;
import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Held;
import io.camelmirror.tree.RawPath;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.function.BooleanSupplier;

/** The real operations, of each of which somebody hears before it is made. */
abstract class WatchedOperations implements FileOperations {

  private final FileOperations operations;

  WatchedOperations(FileOperations operations) {
    this.operations = operations;
  }

  /**
   * A call is about to be made.
   *
   * @param call its name
   * @param name what it is about; of a rename the new name
   * @throws IOException in its place
   */
  abstract void calls(String call, Held in, RawPath name) throws IOException;

  @Override
  public boolean move(Directory from, RawPath name, Directory to, RawPath newName)
      throws IOException {
    calls("move", to, newName);
    return operations.move(from, name, to, newName);
  }

  @Override
  public void sync(Held in, RawPath name) throws IOException {
    calls("sync", in, name);
    operations.sync(in, name);
  }

  @Override
  public void syncFileSystem(Directory in) throws IOException {
    calls("syncFileSystem", in, RawPath.of(Path.of(".")));
    operations.syncFileSystem(in);
  }

  @Override
  public void createDirectory(Directory in, RawPath name) throws IOException {
    calls("createDirectory", in, name);
    operations.createDirectory(in, name);
  }

  @Override
  public Held createFile(Directory in, RawPath name) throws IOException {
    calls("createFile", in, name);
    return operations.createFile(in, name);
  }

  @Override
  public void createLink(Directory in, RawPath name, RawPath target) throws IOException {
    calls("createLink", in, name);
    operations.createLink(in, name, target);
  }

  @Override
  public void createNode(Directory in, RawPath name, Entry like) throws IOException {
    calls("createNode", in, name);
    operations.createNode(in, name, like);
  }

  @Override
  public void createName(Directory from, RawPath file, Directory in, RawPath name)
      throws IOException {
    calls("createName", in, name);
    operations.createName(from, file, in, name);
  }

  @Override
  public long copy(Content from, Entry entry, Held to, boolean sparse, BooleanSupplier aborted)
      throws IOException {
    calls("copy", to, RawPath.SELF);
    return operations.copy(from, entry, to, sparse, aborted);
  }

  @Override
  public void setMode(Held in, RawPath name, int mode) throws IOException {
    calls("setMode", in, name);
    operations.setMode(in, name, mode);
  }

  @Override
  public void setModified(Held in, RawPath name, FileTime time) throws IOException {
    calls("setModified", in, name);
    operations.setModified(in, name, time);
  }

  @Override
  public void setOwner(Held in, RawPath name, int uid, int gid) throws IOException {
    calls("setOwner", in, name);
    operations.setOwner(in, name, uid, gid);
  }

  @Override
  public void setExtended(Held in, RawPath name, String attribute, byte[] value)
      throws IOException {
    calls("setExtended", in, name);
    operations.setExtended(in, name, attribute, value);
  }

  @Override
  public void rename(Directory in, RawPath from, RawPath to, boolean replace) throws IOException {
    calls("rename", in, to);
    operations.rename(in, from, to, replace);
  }

  @Override
  public void delete(Directory in, RawPath name, boolean directory) throws IOException {
    calls("delete", in, name);
    operations.delete(in, name, directory);
  }
}
