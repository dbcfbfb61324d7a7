package io.camelmirror.tree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

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

    // A record links its generated methods on first use, which would slow down every start.
    private boolean isSame(Below other) {
      return relative.equals(other.relative)
          && storage.device.equals(other.storage.device)
          && storage.path.equals(other.storage.path);
    }

    private boolean overlapsOneOf(List<Below> others) {
      for (Below other : others) {
        if (!isSame(other) && storage.overlaps(other.storage)) {
          return true;
        }
      }
      return false;
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
    List<Mount> mounts = new ArrayList<>();
    for (String line : lines) {
      mounts.add(parse(line.split(" ")));
    }
    return new MountTable(mounts);
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
    List<Mount> mounts = new ArrayList<>();
    for (String line : lines) {
      StringTokenizer words = new StringTokenizer(line);
      if (words.countTokens() > 1) {
        String device = words.nextToken();
        String point = words.nextToken();
        if (!device.startsWith("#") && point.startsWith("/")) {
          mounts.add(new Mount(new Storage(device, Path.of("/")), path(point), List.of()));
        }
      }
    }
    return new MountTable(mounts);
  }

  private static Mount parse(String[] words) {
    Storage shown = new Storage(words[DEVICE], path(words[ROOT]));
    List<Path> layers = new ArrayList<>();
    for (String option : words[words.length - 1].split(",")) {
      if (option.startsWith("lowerdir") || option.startsWith("upperdir=")) {
        for (String layer : option.substring(option.indexOf('=') + 1).split(":")) {
          if (layer.startsWith("/")) {
            layers.add(path(layer));
          }
        }
      }
    }
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
    List<Path> below = new ArrayList<>();
    for (Mount mount : mountsBelow(folder)) {
      below.add(folder.relativize(mount.point));
    }
    return below;
  }

  private List<Mount> mountsBelow(Path folder) {
    List<Mount> below = new ArrayList<>();
    for (Mount mount : mounts) {
      if (mount.point.startsWith(folder) && !mount.point.equals(folder)) {
        below.add(mount);
      }
    }
    return below;
  }

  /** Returns true if a folder, or what it shows, is also at another folder or below it. */
  public boolean shows(Path outer, Path inner) {
    List<Storage> there = storages(outer);
    for (Below below : mountedBelow(outer)) {
      there.add(below.storage);
    }
    for (Storage shown : storages(inner)) {
      for (Storage storage : there) {
        if (shown.isIn(storage)) {
          return true;
        }
      }
    }
    return false;
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
    List<Path> below = shared(one, other);
    if (!below.isEmpty()) {
      return one.resolve(below.get(0));
    }
    below = shared(other, one);
    return below.isEmpty() ? null : other.resolve(below.get(0));
  }

  /** The mount points below a folder, relative to it, that show files of another folder. */
  public List<Path> shared(Path folder, Path other) {
    List<Storage> storages = storages(other);
    List<Below> below = mountedBelow(other);
    List<Path> shared = new ArrayList<>();
    for (Below mount : mountedBelow(folder)) {
      if (!shared.contains(mount.relative)
          && (overlap(List.of(mount.storage), storages) || mount.overlapsOneOf(below))) {
        shared.add(mount.relative);
      }
    }
    return shared;
  }

  private static boolean overlap(List<Storage> ones, List<Storage> others) {
    for (Storage one : ones) {
      for (Storage other : others) {
        if (one.overlaps(other)) {
          return true;
        }
      }
    }
    return false;
  }

  private List<Below> mountedBelow(Path folder) {
    List<Below> below = new ArrayList<>();
    for (Mount mount : mountsBelow(folder)) {
      for (Storage storage : storages(mount.point)) {
        below.add(new Below(folder.relativize(mount.point), storage));
      }
    }
    return below;
  }

  private List<Storage> storages(Path folder) {
    List<Storage> found = new ArrayList<>();
    addStorages(folder, found, List.of());
    return found;
  }

  /** A layer of an overlay in a container may only seem to lie in that overlay itself. */
  private void addStorages(Path folder, List<Storage> found, List<Mount> above) {
    Mount nearest = null;
    for (Mount mount : mounts) {
      if (folder.startsWith(mount.point)
          && (nearest == null || mount.point.startsWith(nearest.point))) {
        nearest = mount;
      }
    }
    if (nearest == null || passed(nearest, above)) {
      return;
    }
    Path inMount = nearest.point.relativize(folder);
    Path inRoot = nearest.shown.path.resolve(inMount).normalize();
    found.add(new Storage(nearest.shown.device, inRoot));
    List<Mount> passed = new ArrayList<>(above);
    passed.add(nearest);
    for (Path layer : nearest.layers) {
      Path root = Path.of("/").relativize(inRoot);
      addStorages(layer.resolve(root).normalize(), found, passed);
    }
  }

  private static boolean passed(Mount mount, List<Mount> above) {
    for (Mount each : above) {
      if (each == mount) {
        return true;
      }
    }
    return false;
  }
}
