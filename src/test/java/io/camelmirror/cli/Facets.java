package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a tree holds, seen by other eyes than Java's: names of any bytes, paths of any length, and
 * all that a file system keeps of an entry.
 */
final class Facets {

  /** What is looked at beside kind, content, permissions and time. */
  enum Facet {
    /** Owner and group, by number. */
    OWNER,
    /** Which entries are names of one file. */
    HARD_LINKS,
    /** Extended attributes, access lists among them. */
    XATTRS,
    /** Which object it is; never the same in two trees. */
    INODE
  }

  /**
   * Prints a line for each entry, the root included: its path, a tabulator, what it is. Directories
   * are held open on the way, so that no path is too long.
   */
  private static final String SCRIPT =
      """
      import hashlib, os, stat, sys
      wanted = sys.argv[2:]
      first = {}
      def text(raw):
          return ascii(raw)[2:-1]
      def content(at):
          digest = hashlib.md5()
          try:
              with open(at, 'rb') as file:
                  for part in iter(lambda: file.read(1 << 20), b''):
                      digest.update(part)
          except PermissionError:
              return 'unreadable'
          return digest.hexdigest()
      def describe(at, path):
          s = os.lstat(at)
          is_link = stat.S_ISLNK(s.st_mode)
          said = [oct(stat.S_IFMT(s.st_mode)) if is_link else oct(s.st_mode)]
          said.append('modified %d' % s.st_mtime_ns)
          if is_link:
              said.append('to ' + text(os.readlink(at)))
          elif stat.S_ISREG(s.st_mode):
              said.append('size %d content %s' % (s.st_size, content(at)))
          elif stat.S_ISCHR(s.st_mode) or stat.S_ISBLK(s.st_mode):
              said.append('device %d:%d' % (os.major(s.st_rdev), os.minor(s.st_rdev)))
          if 'OWNER' in wanted:
              said.append('owner %d:%d' % (s.st_uid, s.st_gid))
          if 'HARD_LINKS' in wanted and not stat.S_ISDIR(s.st_mode) and s.st_nlink > 1:
              same = first.setdefault((s.st_dev, s.st_ino), path)
              said.append('%d names, the first %s' % (s.st_nlink, text(same)))
          if 'XATTRS' in wanted:
              for name in sorted(os.listxattr(at, follow_symlinks=False)):
                  value = os.getxattr(at, name, follow_symlinks=False)
                  said.append('%s=%s' % (ascii(name), value.hex()))
          if 'INODE' in wanted:
              said.append('inode %d:%d' % (s.st_dev, s.st_ino))
          print(text(path) + '\\t' + ', '.join(said))
      def walk(fd, path):
          here = b'/proc/self/fd/%d/' % fd
          names = sorted(os.fsencode(name) for name in os.listdir(fd))
          for name in names:
              below = path + b'/' + name if path != b'.' else name
              describe(here + name, below)
              if stat.S_ISDIR(os.lstat(here + name).st_mode):
                  try:
                      child = os.open(here + name, os.O_RDONLY | os.O_DIRECTORY)
                  except PermissionError:
                      continue
                  walk(child, below)
                  os.close(child)
      root = os.fsencode(sys.argv[1])
      describe(root + b'/.', b'.')
      walk(os.open(root, os.O_RDONLY | os.O_DIRECTORY), b'.')
      """;

  private Facets() {}

  /** Describes each entry of a tree, by its path with all but ASCII escaped; the root is a dot. */
  static Map<String, String> of(Path root, Facet... facets)
      throws IOException, InterruptedException {
    Stream<String> wanted = Stream.of(facets).map(Facet::name);
    Process process =
        new ProcessBuilder(
                Stream.concat(Stream.of("python3", "-c", SCRIPT, root.toString()), wanted).toList())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    assertThat(process.waitFor()).as(said).isZero();
    return said.lines()
        .map(line -> line.split("\t", 2))
        .collect(
            Collectors.toMap(
                line -> line[0],
                line -> line[1],
                (one, other) -> {
                  throw new IllegalStateException(one);
                },
                TreeMap::new));
  }
}
