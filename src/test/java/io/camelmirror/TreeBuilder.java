package io.camelmirror;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder tree on disk, made from one line for each entry:
 *
 * <pre>
 * folder/            a directory
 * folder/a = text    a file and its content
 * l -> target        a symbolic link
 * p |                a FIFO
 * </pre>
 *
 * <p>Folders above an entry are made as needed. All that is made has the time {@link #TIME}, files
 * and FIFOs the mode 0644 and directories 0755, so that two trees made from the same lines are
 * equal.
 */
public final class TreeBuilder {

  public static final Instant TIME = Instant.parse("2024-01-01T00:00:00Z");

  private final Path root;

  private TreeBuilder(Path root) {
    this.root = root;
  }

  /** Makes a tree, or adds to the one that stands there. */
  public static TreeBuilder in(Path root, String... entries) throws IOException {
    TreeBuilder tree = new TreeBuilder(root);
    tree.makeDirectories(root);
    tree.settle(root);
    return tree.add(entries);
  }

  public Path root() {
    return root;
  }

  public Path path(String relative) {
    return root.resolve(relative);
  }

  public TreeBuilder add(String... entries) throws IOException {
    for (String entry : entries) {
      Path path = make(entry);
      settle(path);
      for (Path above = path.getParent(); above.startsWith(root); above = above.getParent()) {
        settle(above);
      }
    }
    return this;
  }

  /** Makes an empty file, its name as {@code printf(1)} writes it: any bytes, by octal escapes. */
  public TreeBuilder addNamed(String printf) throws IOException {
    run("sh", "-c", "cd \"$1\" && : > \"$(printf \"$2\")\"", "sh", root.toString(), printf);
    settle(root);
    return this;
  }

  public TreeBuilder mode(String path, int mode) throws IOException {
    Files.setAttribute(path(path), "unix:mode", mode);
    return this;
  }

  public TreeBuilder time(String path, Instant time) throws IOException {
    settle(path(path), time);
    return this;
  }

  /** Sets a time with its nanoseconds, which Java 17 does not. */
  public TreeBuilder exactTime(String path, Instant time) throws IOException {
    run("touch", "-d", time.toString(), path(path).toString());
    return this;
  }

  public TreeBuilder move(String from, String to) throws IOException {
    makeDirectories(path(to).getParent());
    Files.move(path(from), path(to));
    return this;
  }

  /** Removes an entry, and all below it. */
  public TreeBuilder delete(String path) throws IOException {
    try (Stream<Path> all = Files.walk(path(path))) {
      List<Path> inOrder = all.sorted(Comparator.reverseOrder()).toList();
      for (Path each : inOrder) {
        Files.delete(each);
      }
    }
    return this;
  }

  /** The same, for a callback. */
  public void vanish(String path) {
    try {
      delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String content(String path) throws IOException {
    return Files.readString(path(path));
  }

  private Path make(String entry) throws IOException {
    if (entry.endsWith("/")) {
      Path directory = path(entry.substring(0, entry.length() - 1));
      makeDirectories(directory);
      return directory;
    }
    String[] file = entry.split(" = ", 2);
    String[] link = entry.split(" -> ", 2);
    if (file.length == 2) {
      makeDirectories(path(file[0]).getParent());
      Files.writeString(path(file[0]), file[1]);
      return mode(file[0], 0644).path(file[0]);
    }
    if (link.length == 2) {
      makeDirectories(path(link[0]).getParent());
      return Files.createSymbolicLink(path(link[0]), Path.of(link[1]));
    }
    if (entry.endsWith(" |")) {
      Path fifo = path(entry.substring(0, entry.length() - 2));
      makeDirectories(fifo.getParent());
      run("mkfifo", "-m", "0644", fifo.toString());
      return fifo;
    }
    throw new IllegalArgumentException(entry);
  }

  private void makeDirectories(Path directory) throws IOException {
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      makeDirectories(directory.getParent());
      Files.createDirectory(directory);
      Files.setAttribute(directory, "unix:mode", 0755);
      settle(directory);
    }
  }

  private void settle(Path path) throws IOException {
    settle(path, TIME);
  }

  private static void settle(Path path, Instant time) throws IOException {
    if (Files.isSymbolicLink(path) || Files.isRegularFile(path) || Files.isDirectory(path)) {
      Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .setTimes(FileTime.from(time), null, null);
    } else {
      // Java would open it, and wait for somebody at its other end.
      run("touch", "-d", time.toString(), path.toString());
    }
  }

  private static void run(String... command) throws IOException {
    try {
      Process process = new ProcessBuilder(command).inheritIO().start();
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
