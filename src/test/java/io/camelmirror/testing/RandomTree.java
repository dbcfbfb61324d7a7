package io.camelmirror.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Makes entries of every kind at random. The modes of folders wait until {@link #lock}: a folder
 * that its owner may not enter can have no more made in it.
 */
public final class RandomTree {

  private static final String USER = "user.";
  private static final String TRUSTED = "trusted.";
  private static final String SECURITY = "security.";
  private static final String ACCESS = "system.posix_acl_access";
  private static final String DEFAULT = "system.posix_acl_default";
  private static final int DEEP_NAME = 220;
  private static final int DEEP_LEVELS = 20;
  private static final int CHUNK = 20_000;

  private final RawTree tree;
  private final RandomValues random;
  private final Rights rights;
  private final Map<Long, Integer> folderModes = new HashMap<>();

  RandomTree(RawTree tree, RandomValues random, Rights rights) {
    this.tree = tree;
    this.random = random;
    this.rights = rights;
  }

  /**
   * Makes a tree.
   *
   * @param deep whether it has a path that no call takes whole
   */
  public static void plant(
      RawTree tree, RandomValues random, Rights rights, int entries, boolean deep)
      throws IOException {
    tree.makeFolder("");
    RandomTree maker = new RandomTree(tree, random, rights);
    maker.unlock();
    maker.grow(entries);
    if (deep) {
      maker.growDeep();
    }
    maker.lock();
  }

  /** Opens all folders to their owner. */
  void unlock() throws IOException {
    folderModes.clear();
    unlock("");
  }

  private void unlock(String path) throws IOException {
    if (tree.stat(path).isFolder()) {
      keepOpen(path);
      for (String name : tree.names(path)) {
        unlock(RawTree.child(path, name));
      }
    }
  }

  /** Lets edits go on in a folder of which an ACL has just set the mode. */
  private void keepOpen(String path) throws IOException {
    Stat stat = tree.stat(path);
    folderModes.put(stat.inode(), stat.mode());
    tree.setMode(path, stat.mode() | 0700);
  }

  /** Gives folders their modes, and some of them a time, which all edits in them have changed. */
  void lock() throws IOException {
    Map<String, Stat> entries = tree.entries();
    List<String> paths = new ArrayList<>(entries.keySet());
    Collections.reverse(paths);
    for (String path : paths) {
      Stat stat = entries.get(path);
      if (stat.isFolder()) {
        if (random.oneIn(3)) {
          touch(path);
        }
        tree.setMode(path, rights.mode(folderModes.get(stat.inode()), stat));
      }
    }
  }

  /** Makes a number of entries in an empty tree, one of each kind at least when there is room. */
  void grow(int entries) throws IOException {
    for (int i = 0; i < entries; i++) {
      String path = free(folder());
      switch (i) {
        case 0 -> makeFolder(path);
        case 1 -> makeSpecial(path, Stat.SOCKET, 0, 0);
        case 2 -> makeSparse(path);
        case 3 -> makeFifo(path);
        case 4 -> makeLink(path);
        default -> make(path);
      }
    }
  }

  /** Makes a path that no call takes whole, with something at its end. */
  void growDeep() throws IOException {
    String path = "";
    for (int level = 0; level < DEEP_LEVELS; level++) {
      path = RawTree.child(path, Character.toString('a' + level).repeat(DEEP_NAME));
      if (!tree.exists(path)) {
        makeFolder(path);
      }
    }
    makeFile(free(path));
    makeFifo(free(path));
    makeLink(free(path));
    linkSomething(free(path));
    make(free(path));
  }

  /** A name in a folder that nothing has. */
  String free(String folder) throws IOException {
    String path = RawTree.child(folder, random.name());
    for (int i = 0; tree.exists(path); i++) {
      path = RawTree.child(folder, i < 5 ? random.name() : "u" + i);
    }
    return path;
  }

  /** The entries of some kind with what the kernel says of them, the root left out. */
  Map<String, Stat> entries(Predicate<Stat> wanted) throws IOException {
    Map<String, Stat> entries = tree.entries();
    entries.keySet().remove("");
    entries.values().removeIf(wanted.negate());
    return entries;
  }

  List<String> paths(Predicate<Stat> wanted) throws IOException {
    return new ArrayList<>(entries(wanted).keySet());
  }

  String folder() throws IOException {
    List<String> folders = paths(Stat::isFolder);
    folders.add("");
    return random.pick(folders);
  }

  /** Makes an entry of any kind. */
  void make(String path) throws IOException {
    switch (random.weighted(34, 16, 13, 7, 7, 2, 11, 10)) {
      case 0 -> makeFile(path);
      case 1 -> makeFolder(path);
      case 2 -> makeLink(path);
      case 3 -> makeFifo(path);
      case 4 -> makeDevice(path);
      case 5 -> makeSpecial(path, Stat.SOCKET, 0, 0);
      case 6 -> linkSomething(path);
      default -> copySomething(path);
    }
  }

  private void makeFile(String path) throws IOException {
    if (random.oneIn(8)) {
      makeSparse(path);
    } else {
      tree.makeFile(path);
      tree.write(path, 0, random.bytes(random.fileSize()));
      dress(path);
    }
  }

  /** A large file of holes, with data at the front, in the middle, at the end, or nowhere. */
  private void makeSparse(String path) throws IOException {
    int size = random.between(1_000_000, 5_000_000);
    tree.makeFile(path);
    tree.setSize(path, size);
    if (random.oneIn(2)) {
      tree.write(path, 0, random.bytes(random.between(1, CHUNK)));
    }
    if (random.oneIn(2)) {
      tree.write(path, size / 2 - random.below(CHUNK), random.bytes(random.between(1, CHUNK)));
    }
    if (random.oneIn(2)) {
      int end = random.between(1, CHUNK);
      tree.write(path, size - end, random.bytes(end));
    }
    dress(path);
  }

  private void makeFolder(String path) throws IOException {
    tree.makeFolder(path);
    keepOpen(path);
    dress(path);
  }

  private void makeLink(String path) throws IOException {
    String target = random.target();
    tree.makeLink(path, target.equals("self") ? RawTree.name(path) : target);
    dress(path);
  }

  private void makeFifo(String path) throws IOException {
    makeSpecial(path, Stat.FIFO, 0, 0);
  }

  private void makeDevice(String path) throws IOException {
    int[] device = random.device();
    if (rights.root()) {
      int kind = random.oneIn(2) ? Stat.CHARACTER_DEVICE : Stat.BLOCK_DEVICE;
      makeSpecial(path, kind, device[0], device[1]);
    } else {
      makeFifo(path);
    }
  }

  private void makeSpecial(String path, int kind, int major, int minor) throws IOException {
    tree.makeSpecial(path, kind, major, minor);
    dress(path);
  }

  /** Folders cannot have a second name, and sockets are not mirrored. */
  static boolean isLinkable(Stat stat) {
    return !stat.isFolder() && stat.kind() != Stat.SOCKET;
  }

  private void linkSomething(String path) throws IOException {
    List<String> origins = paths(RandomTree::isLinkable);
    if (origins.isEmpty()) {
      makeFile(path);
    } else {
      tree.link(random.pick(origins), path);
    }
  }

  private void copySomething(String path) throws IOException {
    List<String> origins = paths(RandomTree::isLinkable);
    if (origins.isEmpty()) {
      makeFile(path);
    } else {
      copy(random.pick(origins), path);
    }
  }

  /** Makes what is equal to another in everything, but is not the same. */
  void copy(String from, String to) throws IOException {
    Stat stat = tree.stat(from);
    if (stat.isLink()) {
      tree.makeLink(to, tree.target(from));
    } else if (stat.isFile()) {
      tree.makeFile(to);
      tree.setSize(to, stat.size());
      tree.data(from, CHUNK, (at, piece) -> tree.write(to, at, piece));
    } else {
      tree.makeSpecial(to, stat.kind(), stat.major(), stat.minor());
    }
    if (rights.root()) {
      tree.setOwner(to, stat.user(), stat.group());
    }
    for (var attribute : tree.attributes(from).entrySet()) {
      tree.setAttribute(to, attribute.getKey(), attribute.getValue());
    }
    if (!stat.isLink()) {
      tree.setMode(to, stat.mode());
    }
    tree.setTime(to, stat.seconds(), stat.nanos());
  }

  /** Gives a new entry all that it has beside its content. */
  private void dress(String path) throws IOException {
    if (random.oneIn(2)) {
      changeOwner(path);
    }
    changeMode(path);
    for (int i = random.weighted(4, 2, 1, 1); i > 0; i--) {
      setAttribute(path);
    }
    if (random.oneIn(4)) {
      changeAcl(path);
    }
    touch(path);
  }

  void changeOwner(String path) throws IOException {
    if (rights.root()) {
      tree.setOwner(path, random.id(), random.id());
    }
  }

  void changeMode(String path) throws IOException {
    Stat stat = tree.stat(path);
    int mode = rights.mode(random.mode(), stat);
    if (stat.isFolder()) {
      folderModes.put(stat.inode(), mode);
    } else if (!stat.isLink()) {
      tree.setMode(path, mode);
    }
  }

  /** Sets a time that no file with other content has. */
  void touch(String path) throws IOException {
    int nanos = tree.stat(path).isFile() ? random.nanos() : random.roundNanos();
    tree.setTime(path, random.seconds(), nanos);
  }

  /** Sets an extended attribute, of a namespace that the kind of entry can have. */
  void setAttribute(String path) throws IOException {
    Stat stat = tree.stat(path);
    boolean takesUser = stat.isFolder() || stat.isFile();
    if (takesUser && (!rights.root() || random.oneIn(2))) {
      tree.setAttribute(path, USER + random.attribute(), random.attributeValue());
    } else if (rights.root()) {
      String name = random.pick(List.of(TRUSTED + "a", TRUSTED + "b", SECURITY + "a"));
      tree.setAttribute(path, name, random.attributeValue());
    }
  }

  /** Removes one of the extended attributes, if there are any, ACLs among them. */
  void removeAttribute(String path) throws IOException {
    List<String> names =
        tree.attributes(path).keySet().stream()
            .filter(name -> rights.root() || !name.startsWith(SECURITY))
            .toList();
    if (!names.isEmpty()) {
      tree.removeAttribute(path, random.pick(names));
    }
  }

  void changeAcl(String path) throws IOException {
    Stat stat = tree.stat(path);
    if (!stat.isLink()) {
      String name = stat.isFolder() && random.oneIn(2) ? DEFAULT : ACCESS;
      tree.setAttribute(path, name, random.acl(rights.granted(stat)));
      if (stat.isFolder()) {
        keepOpen(path);
      }
    }
  }
}
