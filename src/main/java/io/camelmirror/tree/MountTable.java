package io.camelmirror.tree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The mounts that this process sees. It tells whether two folders share storage although their
 * paths do not show it: through bind mounts, or as layers of an overlay.
 *
 * @param mounts in the order of the table; a later mount covers an earlier one at the same place
 */
public record MountTable(List<Mount> mounts) {

  private static final Path TABLE = Path.of("/proc/self/mountinfo");

  private static final Path CONFIGURED = Path.of("/etc/fstab");

  private static final int DEVICE = 2;
  private static final int ROOT = 3;
  private static final int POINT = 4;

  /**
   * One mount.
   *
   * @param shown where its content is stored
   * @param point where it is mounted
   * @param layers the folders that an overlay is made of; empty for others
   */
  public record Mount(Storage shown, Path point, List<Path> layers) {}

  /**
   * A folder of a file system, wherever that is mounted.
   *
   * @param device the file system, as the table names it
   * @param path the path below its root
   */
  public record Storage(String device, Path path) {

    private boolean isIn(Storage other) {
      return device.equals(other.device) && path.startsWith(other.path);
    }

    private boolean overlaps(Storage other) {
      return isIn(other) || other.isIn(this);
    }
  }

  /** A folder below another one, and where its content is stored. */
  private record Below(Path relative, Storage storage) {

    private boolean overlaps(Below other) {
      boolean same = relative.equals(other.relative) && storage.equals(other.storage);
      return !same && storage.overlaps(other.storage);
    }
  }

  /** Reads the table; empty if the system does not list its mounts. */
  public static MountTable read() {
    try {
      return parse(Files.readAllLines(TABLE, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return new MountTable(List.of());
    }
  }

  /** Parses the lines of {@code proc_pid_mountinfo(5)}, decoded with one character per byte. */
  public static MountTable parse(List<String> lines) {
    return new MountTable(lines.stream().map(line -> parse(line.split(" "))).toList());
  }

  /** Reads which mounts the system is configured to have; empty if there is no such table. */
  public static MountTable configured() {
    try {
      return parseConfigured(Files.readAllLines(CONFIGURED, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return new MountTable(List.of());
    }
  }

  /** Parses the lines of {@code fstab(5)}; see {@link #parse}. Only the mount points are known. */
  static MountTable parseConfigured(List<String> lines) {
    return new MountTable(
        lines.stream()
            .map(line -> line.trim().split("\\s+"))
            .filter(words -> words.length > 1 && !words[0].startsWith("#"))
            .filter(words -> words[1].startsWith("/"))
            .map(words -> new Mount(new Storage(words[0], Path.of("/")), path(words[1]), List.of()))
            .toList());
  }

  private static Mount parse(String[] words) {
    Storage shown = new Storage(words[DEVICE], path(words[ROOT]));
    String options = words[words.length - 1];
    List<Path> layers =
        Stream.of(options.split(","))
            .filter(option -> option.startsWith("lowerdir") || option.startsWith("upperdir="))
            .flatMap(option -> Stream.of(option.substring(option.indexOf('=') + 1).split("::?")))
            .filter(layer -> layer.startsWith("/"))
            .map(MountTable::path)
            .toList();
    return new Mount(shown, path(words[POINT]), layers);
  }

  private static Path path(String escaped) {
    return RawPath.of(unescape(escaped).getBytes(StandardCharsets.ISO_8859_1)).path();
  }

  /**
   * The kernel escapes space, tab, line feed and backslash as a backslash and three octal digits.
   */
  private static String unescape(String text) {
    return text.replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }

  /** The mount points below a folder, relative to it. */
  public List<Path> below(Path folder) {
    return mountsBelow(folder).map(mount -> folder.relativize(mount.point)).toList();
  }

  private Stream<Mount> mountsBelow(Path folder) {
    return mounts.stream()
        .filter(mount -> mount.point.startsWith(folder) && !mount.point.equals(folder));
  }

  /** Returns true if a folder, or what it shows, is also at another folder or below it. */
  public boolean shows(Path outer, Path inner) {
    List<Storage> shown = storages(inner);
    return Stream.concat(storages(outer).stream(), mountedBelow(outer).map(Below::storage))
        .anyMatch(storage -> shown.stream().anyMatch(each -> each.isIn(storage)));
  }

  /**
   * Finds where two folders meet: through their own storage, or through a mount below one of them.
   *
   * @return a mount point below one of the folders, or one of the folders; null if they are apart
   */
  public Path meeting(Path one, Path other) {
    if (overlap(storages(one), storages(other))) {
      return other;
    }
    return Stream.concat(
            shared(one, other).stream().map(one::resolve),
            shared(other, one).stream().map(other::resolve))
        .findFirst()
        .orElse(null);
  }

  /** The mount points below a folder, relative to it, that show files of another folder. */
  public List<Path> shared(Path folder, Path other) {
    List<Storage> storages = storages(other);
    List<Below> below = mountedBelow(other).toList();
    return mountedBelow(folder)
        .filter(
            mount ->
                overlap(List.of(mount.storage), storages)
                    || below.stream().anyMatch(mount::overlaps))
        .map(Below::relative)
        .distinct()
        .toList();
  }

  private static boolean overlap(List<Storage> ones, List<Storage> others) {
    return ones.stream().anyMatch(one -> others.stream().anyMatch(one::overlaps));
  }

  private Stream<Below> mountedBelow(Path folder) {
    return mountsBelow(folder)
        .flatMap(
            mount ->
                storages(mount.point).stream()
                    .map(storage -> new Below(folder.relativize(mount.point), storage)));
  }

  private List<Storage> storages(Path folder) {
    List<Storage> found = new ArrayList<>();
    addStorages(folder, found, Set.of());
    return found;
  }

  /** A layer of an overlay in a container may only seem to lie in that overlay itself. */
  private void addStorages(Path folder, List<Storage> found, Set<Mount> above) {
    Mount nearest = null;
    for (Mount mount : mounts) {
      if (folder.startsWith(mount.point)
          && (nearest == null || mount.point.startsWith(nearest.point))) {
        nearest = mount;
      }
    }
    if (nearest == null || above.contains(nearest)) {
      return;
    }
    Path inMount = nearest.point.relativize(folder);
    Path inRoot = nearest.shown.path.resolve(inMount).normalize();
    found.add(new Storage(nearest.shown.device, inRoot));
    Set<Mount> passed = new HashSet<>(above);
    passed.add(nearest);
    for (Path layer : nearest.layers) {
      Path root = Path.of("/").relativize(inRoot);
      addStorages(layer.resolve(root).normalize(), found, passed);
    }
  }
}
