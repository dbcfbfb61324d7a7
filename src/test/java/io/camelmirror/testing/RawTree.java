package io.camelmirror.testing;

import io.camelmirror.testing.TestLibc.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * A tree in which everything can be made, read and changed that a file system can hold. A path is
 * relative, a character for each byte of it; the empty one is the root.
 */
public final class RawTree implements AutoCloseable {

  private final int above;
  private final String root;
  private final long owner;

  /** Takes a tree that stands already, or of which the root is made next. */
  public RawTree(Path root) throws IOException {
    this(root, -1);
  }

  /** Takes a tree in which all that is made belongs to one user; -1 stands for whoever makes it. */
  public RawTree(Path root, long owner) throws IOException {
    this.above = TestLibc.openFolder(root.getParent().toString());
    this.root = root.getFileName().toString();
    this.owner = owner;
  }

  @Override
  public void close() throws IOException {
    TestLibc.shut(above);
  }

  private interface Call<T> {
    T on(int folder, String name) throws IOException;
  }

  private interface FileCall<T> {
    T on(int file) throws IOException;
  }

  private static String[] steps(String root, String path) {
    return path.isEmpty() ? new String[] {root} : (root + "/" + path).split("/");
  }

  private <T> T at(String path, Call<T> call) throws IOException {
    String[] steps = steps(root, path);
    int folder = above;
    try {
      for (int i = 0; i < steps.length - 1; i++) {
        int next = TestLibc.openFolder(folder, steps[i]);
        if (folder != above) {
          TestLibc.shut(folder);
        }
        folder = next;
      }
      return unlocked(folder, steps[steps.length - 1], call);
    } finally {
      if (folder != above) {
        TestLibc.shut(folder);
      }
    }
  }

  /** An ordinary user may do nearly everything to what is his, only not always right away. */
  private static <T> T unlocked(int folder, String name, Call<T> call) throws IOException {
    try {
      return call.on(folder, name);
    } catch (Failure e) {
      if (e.errno() != TestLibc.EACCES) {
        throw e;
      }
      int mode = new Stat(TestLibc.stat(folder, name)).mode();
      TestLibc.setMode(folder, name, mode | 0700);
      T result = call.on(folder, name);
      TestLibc.setMode(folder, name, mode);
      return result;
    }
  }

  private <T> T in(String file, int flags, FileCall<T> call) throws IOException {
    int opened = at(file, (folder, name) -> TestLibc.open(folder, name, flags));
    try {
      return call.on(opened);
    } finally {
      TestLibc.shut(opened);
    }
  }

  private interface Make {
    void on(int folder, String name) throws IOException;
  }

  private void make(String path, Make call) throws IOException {
    at(
        path,
        (folder, name) -> {
          call.on(folder, name);
          if (owner >= 0) {
            TestLibc.setOwner(folder, name, owner, owner);
          }
          return null;
        });
  }

  private void change(String path, Make call) throws IOException {
    at(
        path,
        (folder, name) -> {
          call.on(folder, name);
          return null;
        });
  }

  static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  static String child(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  boolean exists(String path) throws IOException {
    try {
      stat(path);
      return true;
    } catch (Failure e) {
      if (e.errno() == TestLibc.ENOENT) {
        return false;
      }
      throw e;
    }
  }

  Stat stat(String path) throws IOException {
    return at(path, (folder, name) -> new Stat(TestLibc.stat(folder, name)));
  }

  /** The names in a folder, sorted: what is done to them must not hang on their order on disk. */
  List<String> names(String path) throws IOException {
    return at(path, RawReads::names);
  }

  /** The root and all that is below it, each folder before what it holds. */
  Map<String, Stat> entries() throws IOException {
    Map<String, Stat> entries = new LinkedHashMap<>();
    collect(above, root, "", entries);
    return entries;
  }

  /** Goes down from folder to folder, as calls by whole paths would take most of a test's time. */
  private static void collect(int folder, String name, String path, Map<String, Stat> entries)
      throws IOException {
    Stat stat = new Stat(TestLibc.stat(folder, name));
    entries.put(path, stat);
    if (stat.isFolder()) {
      List<String> names = unlocked(folder, name, RawReads::names);
      int opened = TestLibc.openFolder(folder, name);
      try {
        for (String each : names) {
          collect(opened, each, child(path, each), entries);
        }
      } finally {
        TestLibc.shut(opened);
      }
    }
  }

  public void makeFolder(String path) throws IOException {
    make(path, TestLibc::makeFolder);
  }

  void makeFile(String path) throws IOException {
    make(path, (folder, name) -> TestLibc.shut(TestLibc.open(folder, name, TestLibc.CREATE_NEW)));
  }

  void makeSpecial(String path, int kind, int major, int minor) throws IOException {
    make(path, (folder, name) -> TestLibc.makeSpecial(folder, name, kind, major, minor));
  }

  void makeLink(String path, String target) throws IOException {
    make(path, (folder, name) -> TestLibc.makeLink(folder, name, target));
  }

  String target(String path) throws IOException {
    return at(path, TestLibc::target);
  }

  /** Gives what stands at a path another name. */
  void link(String path, String other) throws IOException {
    change(
        path,
        (from, name) -> change(other, (to, otherName) -> TestLibc.link(from, name, to, otherName)));
  }

  void rename(String path, String other) throws IOException {
    change(
        path,
        (from, name) ->
            change(other, (to, otherName) -> TestLibc.rename(from, name, to, otherName)));
  }

  /** Removes what stands at a path, and all below it. */
  public void remove(String path) throws IOException {
    boolean isFolder = stat(path).isFolder();
    if (isFolder) {
      for (String name : names(path)) {
        remove(child(path, name));
      }
    }
    change(path, (folder, name) -> TestLibc.remove(folder, name, isFolder));
  }

  void setMode(String path, int mode) throws IOException {
    change(path, (folder, name) -> TestLibc.setMode(folder, name, mode));
  }

  void setOwner(String path, long user, long group) throws IOException {
    change(path, (folder, name) -> TestLibc.setOwner(folder, name, user, group));
  }

  void setTime(String path, long seconds, long nanos) throws IOException {
    change(path, (folder, name) -> TestLibc.setTime(folder, name, seconds, nanos));
  }

  /** All extended attributes, ACLs among them. */
  SortedMap<String, byte[]> attributes(String path) throws IOException {
    return at(path, RawReads::attributes);
  }

  void setAttribute(String path, String attribute, byte[] value) throws IOException {
    change(path, (folder, name) -> TestLibc.setAttribute(folder, name, attribute, value));
  }

  void removeAttribute(String path, String attribute) throws IOException {
    change(path, (folder, name) -> TestLibc.removeAttribute(folder, name, attribute));
  }

  void write(String path, long offset, byte[] content) throws IOException {
    in(
        path,
        TestLibc.READ_WRITE,
        file -> {
          TestLibc.write(file, content, offset);
          return null;
        });
  }

  void setSize(String path, long size) throws IOException {
    in(
        path,
        TestLibc.READ_WRITE,
        file -> {
          TestLibc.truncate(file, size);
          return null;
        });
  }

  void punch(String path, long offset, long size) throws IOException {
    in(
        path,
        TestLibc.READ_WRITE,
        file -> {
          TestLibc.punch(file, offset, size);
          return null;
        });
  }

  /** Gives all data of a file, in pieces of at most a given size. */
  void data(String path, int size, RawReads.Piece piece) throws IOException {
    in(path, TestLibc.READ, file -> RawReads.data(file, size, piece));
  }
}
