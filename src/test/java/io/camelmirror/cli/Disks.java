package io.camelmirror.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Mounts file systems for a test, and unmounts them at its end. Where that is not permitted, or
 * there is no such file system, the test is skipped.
 */
final class Disks implements AfterEachCallback {

  private final Deque<Path> mounted = new ArrayDeque<>();

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    while (!mounted.isEmpty()) {
      // A program that hangs may hold it: it goes then when that is ended.
      Shell.run(Path.of("/"), "umount '%1$s' || umount -l '%1$s'".formatted(mounted.pop()));
    }
  }

  /** Mounts a file system of its own on an existing folder. */
  void mountTmpfs(Path folder) throws Exception {
    mountTmpfs(folder, "64m");
  }

  /** Mounts one of a size like 1m. */
  Path mountTmpfs(Path folder, String size) throws Exception {
    mountOne(folder, List.of("mount -t tmpfs -o size=" + size + " tmpfs '%s'"));
    return folder;
  }

  /** Mounts a folder, or a file, on another one that exists: it is in both places then. */
  void mountAgain(Path what, Path place) throws Exception {
    mountOne(place, List.of("mount --bind '" + what + "' '%s'"));
  }

  /** Mounts an overlay of a folder, with the folders upper and work that lie in another one. */
  void mountOverlay(Path place, Path lower, Path layers) throws Exception {
    String options = "lowerdir='%s',upperdir='%s/upper',workdir='%s/work'";
    mountOne(
        place,
        List.of(
            "mount -t overlay -o " + options.formatted(lower, layers, layers) + " overlay '%s'"));
  }

  /** Mounts it another way: ro or rw. Waits until nobody writes there. */
  void remount(Path folder, String how) {
    Await.until(() -> Shell.run(folder, "mount -o remount," + how + " '" + folder + "'"));
  }

  /** Undoes a mount, as soon as nothing is open there. */
  void unmount(Path folder) {
    Await.until(() -> Shell.run(folder.getParent(), "umount '" + folder + "'"));
    mounted.remove(folder);
  }

  /** Takes a disk away although something is open there. */
  void unmountInUse(Path folder) throws Exception {
    Shell.run(folder.getParent(), "umount -l '" + folder + "'");
    mounted.remove(folder);
  }

  /** Mounts a disk that stores everything. */
  void mountExt4(Path folder) throws Exception {
    mountOne(folder, List.of(image("mkfs.ext4 -q -I 256", "mount -o loop")));
  }

  /** Mounts a disk that stores times as whole seconds, none beyond 2038. */
  void mountWholeSeconds(Path folder) throws Exception {
    mountOne(folder, List.of(image("mkfs.ext4 -q -I 128", "mount -o loop")));
  }

  /** Mounts a disk that stores every second second, and neither permissions nor owners. */
  void mountFat(Path folder) throws Exception {
    mountOne(folder, List.of(image("mkfs.vfat", "mount -t vfat -o loop")));
  }

  /**
   * Mounts a disk that stores times in steps of 10 ms at best, and neither permissions nor owners.
   */
  void mountExfat(Path folder) throws Exception {
    mountOne(
        folder,
        List.of(
            image("mkfs.exfat", "mount -t exfat -o loop"),
            image("mkfs.exfat", "mount -t exfat-fuse -o loop")));
  }

  /** Mounts a disk that stores times in steps of 100 ns, and neither permissions nor owners. */
  void mountNtfs(Path folder) throws Exception {
    mountOne(
        folder,
        List.of(
            image("mkntfs -F -Q -q", "mount -t ntfs3 -o loop"),
            image("mkntfs -F -Q -q", "ntfs-3g")));
  }

  /** Mounts a disk that does not tell capitals from small letters. */
  void mountIgnoringCase(Path folder) throws Exception {
    mountOne(
        folder,
        List.of(
            "mount -t tmpfs -o size=64m,casefold tmpfs '%1$s'; chattr +F '%1$s'",
            image("mkfs.vfat", "mount -t vfat -o loop"),
            image("mkfs.exfat", "mount -t exfat -o loop"),
            image("mkfs.exfat", "mount -t exfat-fuse -o loop")));
  }

  /** Mounts what another folder holds, so that what is written goes to a third one. */
  void mountOverlay(Path folder, Path lower, Path upper, String how) throws Exception {
    String options =
        "lowerdir=%s,upperdir=%s/upper,workdir=%s/work,%s".formatted(lower, upper, upper, how);
    mountOne(
        folder,
        List.of(
            "mkdir -p '%1$s/upper' '%1$s/work'; ".formatted(upper)
                + "mount -t overlay -o '"
                + options
                + "' overlay '%s'"));
  }

  private static String image(String format, String mount) {
    return "rm -f '%1$s.image'; truncate -s 16M '%1$s.image'; "
        + format
        + " '%1$s.image'; "
        + mount
        + " '%1$s.image' '%1$s'";
  }

  /** Tries one way after the other. */
  private void mountOne(Path folder, List<String> ways) throws IOException, InterruptedException {
    if (!Files.exists(folder)) {
      Files.createDirectories(folder);
    }
    List<String> answers = new ArrayList<>();
    for (String way : ways) {
      String script = way.formatted(folder);
      String said =
          Shell.run(
              folder.getParent(),
              """
              PATH=$PATH:/usr/sbin:/sbin
              if said=$( { %s; } 2>&1 </dev/null) && mountpoint -q '%s'; then
                echo mounted
              else
                echo "$said"
              fi
              """
                  .formatted(script, folder));
      if (said.equals("mounted\n")) {
        mounted.push(folder);
        return;
      }
      answers.add(said.strip());
    }
    assumeTrue(false, "the file system cannot be mounted here: " + String.join("; ", answers));
  }
}
