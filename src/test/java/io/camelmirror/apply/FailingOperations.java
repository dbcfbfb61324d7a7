package io.camelmirror.apply;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.function.BooleanSupplier;

/**
 * The real operations, of which one call fails: the one of a given number, from 1. When the process
 * dies there, all later ones fail too.
 */
final class FailingOperations implements FileOperations {

  private final FileOperations operations = new NioFileOperations();
  private final int failing;
  private final boolean dies;
  private int calls;
  private String failed;

  FailingOperations(int failing, boolean dies) {
    this.failing = failing;
    this.dies = dies;
  }

  /** What failed, or null when there were fewer calls. */
  String failed() {
    return failed;
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    call("createDirectory", directory);
    operations.createDirectory(directory);
  }

  @Override
  public void createLink(Path link, Path target) throws IOException {
    call("createLink", link);
    operations.createLink(link, target);
  }

  @Override
  public long copy(Path source, Path target, BooleanSupplier aborted) throws IOException {
    try {
      call("copy", target);
    } catch (IOException e) {
      // As a full disk does it: a part of the file is there.
      operations.copy(source, target, aborted);
      try (FileChannel part = FileChannel.open(target, StandardOpenOption.WRITE)) {
        part.truncate(part.size() / 2);
      }
      throw e;
    }
    return operations.copy(source, target, aborted);
  }

  @Override
  public void setMode(Path path, int mode) throws IOException {
    call("setMode", path);
    operations.setMode(path, mode);
  }

  @Override
  public void setModified(Path path, FileTime time) throws IOException {
    call("setModified", path);
    operations.setModified(path, time);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    call("rename", to);
    operations.rename(from, to);
  }

  @Override
  public void delete(Path path) throws IOException {
    call("delete", path);
    operations.delete(path);
  }

  private synchronized void call(String name, Path path) throws IOException {
    calls++;
    if (calls == failing) {
      failed = name + " " + path.getFileName();
    }
    if (calls == failing || dies && calls > failing) {
      throw new FileSystemException(path.toString(), null, "injected");
    }
  }
}
