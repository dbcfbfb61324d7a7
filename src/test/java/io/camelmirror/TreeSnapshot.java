package io.camelmirror;

import io.camelmirror.tree.local.LocalSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All that a mirror has to keep of a tree, one line for each entry: kind, permissions, owner and
 * group, time, name, and a hash of the content or the text of a link. It is read without the help
 * of the code under test.
 */
public record TreeSnapshot(List<String> lines) {

  public static TreeSnapshot of(Path root) throws IOException {
    return of(root, true);
  }

  /** As much of it as a mirror keeps that goes about it by some calls. */
  public static TreeSnapshot of(Path root, LocalSite.Calls calls) throws IOException {
    return of(root, calls == LocalSite.Calls.POSIX);
  }

  private static TreeSnapshot of(Path root, boolean timesOfLinks) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> all = Files.walk(root)) {
      List<Path> paths = all.sorted().toList();
      for (Path path : paths) {
        lines.add(line(root, path, timesOfLinks));
      }
    }
    return new TreeSnapshot(lines);
  }

  private static String line(Path root, Path path, boolean timesOfLinks) throws IOException {
    Map<String, Object> stat =
        Files.readAttributes(
            path, "unix:mode,uid,gid,rdev,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
    int mode = (Integer) stat.get("mode");
    String permissions = String.format("%04o", mode & 07777);
    String owner = stat.get("uid") + ":" + stat.get("gid");
    String time = ((FileTime) stat.get("lastModifiedTime")).toInstant().toString();
    String timeOfLink = timesOfLinks ? time : "-";
    // As it stands in a URI: the bytes, in any locale.
    String name = "." + path.toUri().getRawPath().substring(rawLength(root));
    return switch (mode & 0170000) {
      case 0100000 -> String.join(" ", "file", permissions, owner, time, name, hash(path));
      case 0040000 -> String.join(" ", "dir ", permissions, owner, time, name);
      case 0120000 ->
          String.join(
              " ", "link", owner, timeOfLink, name, "->", Files.readSymbolicLink(path).toString());
      default -> {
        String kind = Integer.toOctalString(mode & 0170000) + " " + stat.get("rdev");
        yield String.join(" ", kind, permissions, owner, time, name);
      }
    };
  }

  private static int rawLength(Path root) {
    String raw = root.toUri().getRawPath();
    return raw.endsWith("/") ? raw.length() - 1 : raw.length();
  }

  private static String hash(Path file) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return String.join("\n", lines);
  }
}
