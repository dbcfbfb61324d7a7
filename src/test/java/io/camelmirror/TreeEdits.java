package io.camelmirror;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Makes, changes, moves and removes entries anywhere in a tree. */
public final class TreeEdits {

  private static final List<String> NAMES =
      List.of(
          "a",
          "b",
          "two words",
          "new\nline",
          "\u00e9\u6f22\ud83d\ude00",
          ".hidden",
          ".camel",
          "x.camelLock",
          "-rf",
          "back\\slash",
          "a.b",
          "A");

  private static final List<String> TARGETS =
      List.of("a", "nowhere", "..", "/", "new\nline", "./b");

  private final Path root;
  private final Random random;
  private final List<Path> edited = new ArrayList<>();

  public TreeEdits(Path root, Random random) {
    this.root = root;
    this.random = random;
  }

  /** Makes some edits; gives the paths of all entries that came, went or changed. */
  public List<Path> make(int times) throws IOException {
    edited.clear();
    for (int i = 0; i < times; i++) {
      Path path = pick(directories()).resolve(pick(NAMES));
      if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        create(path);
      } else if (random.nextInt(3) == 0) {
        remove(path);
        if (random.nextBoolean()) {
          create(path);
        }
      } else if (random.nextInt(3) == 0) {
        move(path);
      } else if (!Files.isSymbolicLink(path)) {
        change(path);
      }
    }
    return List.copyOf(edited);
  }

  private void move(Path path) throws IOException {
    Path to = pick(directories()).resolve(pick(NAMES));
    if (!to.startsWith(path) && !Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
      edited.add(root.relativize(path));
      edited.add(root.relativize(to));
      Files.move(path, to);
    }
  }

  private void create(Path path) throws IOException {
    edited.add(root.relativize(path));
    switch (random.nextInt(4)) {
      case 0, 1 -> writeNew(path);
      case 2 -> Files.createDirectory(path);
      default -> Files.createSymbolicLink(path, Path.of(pick(TARGETS)));
    }
  }

  private void change(Path path) throws IOException {
    edited.add(root.relativize(path));
    if (random.nextBoolean()) {
      // The owner keeps what the test itself needs.
      Files.setAttribute(path, "unix:mode", 0700 | random.nextInt(010000));
    } else if (Files.isDirectory(path)) {
      Files.setLastModifiedTime(path, time());
    } else {
      writeNew(path);
    }
  }

  /** New content always has a new time: where size and time agree, so must the content. */
  private void writeNew(Path file) throws IOException {
    byte[] content = new byte[random.nextInt(4) == 0 ? 0 : random.nextInt(5_000)];
    random.nextBytes(content);
    Files.write(file, content);
    Files.setLastModifiedTime(file, time());
  }

  private FileTime time() {
    return FileTime.from(
        Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE), random.nextInt(1_000_000_000)));
  }

  private void remove(Path path) throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        edited.add(root.relativize(each));
        Files.delete(each);
      }
    }
  }

  private List<Path> directories() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    }
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
