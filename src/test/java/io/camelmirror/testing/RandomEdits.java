package io.camelmirror.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Changes a tree at random, in every way there is. Where size and time of a file in the source and
 * of one in the replica agree so does their content, unless contents are compared anyway.
 */
public final class RandomEdits {

  private static final int SMALL = 50;
  private static final int LARGE = 150;
  private static final int TRIES = 12;
  private static final String ASIDE = "aside";

  private final RawTree tree;
  private final RandomTree maker;
  private final RandomValues random;
  private final Rights rights;
  private final boolean replica;
  private final List<String> journal = new ArrayList<>();

  /** Prepares edits of a source or of a replica. */
  public RandomEdits(RawTree tree, RandomValues random, Rights rights, boolean replica) {
    this.tree = tree;
    this.maker = new RandomTree(tree, random, rights);
    this.random = random;
    this.rights = rights;
    this.replica = replica;
  }

  /** Makes edits, and tells what they were. */
  public List<String> make(int edits) throws IOException {
    journal.clear();
    maker.unlock();
    for (int i = 0; i < edits; i++) {
      int entries = tree.entries().size();
      if (entries < SMALL && random.oneIn(2)) {
        add();
      } else if (entries > LARGE && random.oneIn(2)) {
        remove();
      } else {
        edit();
      }
    }
    maker.lock();
    return List.copyOf(journal);
  }

  private void edit() throws IOException {
    switch (random.weighted(10, 6, 14, 8, 8, 5, 8, 5, 6, 8, 4, 12, 9, 7, 4, 3, 6)) {
      case 0 -> add();
      case 1 -> remove();
      case 2 -> rewrite();
      case 3 -> change("touch", maker::touch);
      case 4 -> change("chmod", maker::changeMode);
      case 5 -> change("chown", maker::changeOwner);
      case 6 -> change("set attribute", maker::setAttribute);
      case 7 -> change("remove attribute", maker::removeAttribute);
      case 8 -> change("set ACL", maker::changeAcl);
      case 9 -> move();
      case 10 -> exchange();
      case 11 -> replace();
      case 12 -> relink();
      case 13 -> unlink();
      case 14 -> punch();
      case 15 -> nudge();
      default -> rewriteUnseen();
    }
  }

  private void note(String what, String path) {
    journal.add((replica ? "replica: " : "source: ") + what + " '" + Escaped.of(path) + "'");
  }

  private interface Change {
    void of(String path) throws IOException;
  }

  /** Changes any entry, the root too. */
  private void change(String what, Change change) throws IOException {
    String path = random.pick(new ArrayList<>(tree.entries().keySet()));
    note(what, path);
    change.of(path);
  }

  /** Changes a file, if there is one. */
  private void changeFile(String what, long leastSize, Change change) throws IOException {
    List<String> files = maker.paths(stat -> stat.isFile() && stat.size() >= leastSize);
    if (!files.isEmpty()) {
      String path = random.pick(files);
      note(what, path);
      change.of(path);
    }
  }

  private String entry() throws IOException {
    List<String> paths = maker.paths(stat -> true);
    if (paths.isEmpty()) {
      add();
      return entry();
    }
    return random.pick(paths);
  }

  private void add() throws IOException {
    String path = maker.free(maker.folder());
    note("add", path);
    maker.make(path);
    while (tree.stat(path).isFolder() && !random.oneIn(3)) {
      path = maker.free(path);
      note("add", path);
      maker.make(path);
    }
  }

  private void remove() throws IOException {
    String path = entry();
    note("remove", path);
    tree.remove(path);
  }

  /** Makes something else of an entry: of another kind, mostly. */
  private void replace() throws IOException {
    String path = entry();
    tree.remove(path);
    maker.make(path);
    note("replace by " + Integer.toOctalString(tree.stat(path).kind()), path);
  }

  private void rewrite() throws IOException {
    switch (random.weighted(3, 3, 2, 2)) {
      case 0 -> changeFile("rewrite", 1, this::rewriteSameSize);
      case 1 -> changeFile("append", 0, this::append);
      case 2 -> changeFile("cut", 1, this::cut);
      default -> changeFile("rewrite with other size", 0, this::rewriteAll);
    }
  }

  private void rewriteSameSize(String path) throws IOException {
    int size = (int) Math.min(tree.stat(path).size(), 200_000);
    tree.write(path, random.oneIn(2) ? 0 : tree.stat(path).size() - size, random.bytes(size));
    maker.touch(path);
  }

  private void rewriteAll(String path) throws IOException {
    tree.setSize(path, 0);
    tree.write(path, 0, random.bytes(random.fileSize()));
    maker.touch(path);
  }

  /** A source only grows and a replica only shrinks while time stands still: they never agree. */
  private void append(String path) throws IOException {
    Stat stat = tree.stat(path);
    tree.write(path, stat.size(), random.bytes(random.between(1, 5000)));
    keepTimeOrTouch(path, stat, !replica);
  }

  private void cut(String path) throws IOException {
    Stat stat = tree.stat(path);
    tree.setSize(path, (long) (stat.size() * (random.below(1000) / 1000.0)));
    keepTimeOrTouch(path, stat, replica);
  }

  private void keepTimeOrTouch(String path, Stat before, boolean mayKeep) throws IOException {
    if (mayKeep && random.oneIn(2)) {
      tree.setTime(path, before.seconds(), before.nanos());
    } else {
      maker.touch(path);
    }
  }

  private void rewriteUnseen() throws IOException {
    if (rights.checksum()) {
      changeFile(
          "rewrite unseen",
          1,
          path -> {
            Stat stat = tree.stat(path);
            long offset = (long) (stat.size() * (random.below(1000) / 1000.0));
            tree.write(path, offset, random.bytes(1));
            tree.setTime(path, stat.seconds(), stat.nanos());
          });
    }
  }

  /** Changes a byte as well: it is by content or time that a hole is noticed. */
  private void punch() throws IOException {
    changeFile(
        "punch",
        10_000,
        path -> {
          int size = (int) tree.stat(path).size();
          int offset = random.below(size);
          tree.punch(path, offset, random.between(1, size - offset));
          tree.write(path, random.below(size), random.bytes(1));
          maker.touch(path);
        });
  }

  /** Moves a time by one nanosecond. */
  private void nudge() throws IOException {
    change(
        "nudge",
        path -> {
          Stat stat = tree.stat(path);
          tree.setTime(path, stat.seconds(), stat.nanos() ^ 1);
        });
  }

  private void move() throws IOException {
    String path = entry();
    String folder = random.oneIn(2) ? RawTree.parent(path) : maker.folder();
    if (!isWithin(folder, path)) {
      String other = maker.free(folder);
      note("move to '" + Escaped.of(other) + "'", path);
      tree.rename(path, other);
    }
  }

  private void exchange() throws IOException {
    String one = entry();
    String other = entry();
    if (!isWithin(one, other) && !isWithin(other, one)) {
      note("exchange with '" + Escaped.of(one) + "'", other);
      tree.rename(one, ASIDE);
      tree.rename(other, one);
      tree.rename(ASIDE, other);
    }
  }

  private static boolean isWithin(String path, String folder) {
    return path.equals(folder) || path.startsWith(folder + "/");
  }

  /** Links two entries, two of equal content if there are any soon found. */
  private void relink() throws IOException {
    Map<String, Stat> stats = maker.entries(RandomTree::isLinkable);
    List<String> paths = new ArrayList<>(stats.keySet());
    for (int tries = 0; tries < TRIES && !paths.isEmpty(); tries++) {
      String origin = random.pick(paths);
      List<String> twins =
          paths.stream().filter(path -> isTwin(stats.get(origin), stats.get(path))).toList();
      boolean last = tries == TRIES - 1;
      String path = random.pick(last ? paths : twins.isEmpty() ? List.of(origin) : twins);
      if (stats.get(origin).inode() != stats.get(path).inode()) {
        note("link to '" + Escaped.of(origin) + "'", path);
        tree.remove(path);
        tree.link(origin, path);
        return;
      }
    }
  }

  private static boolean isTwin(Stat one, Stat other) {
    return one.inode() != other.inode()
        && one.kind() == other.kind()
        && one.size() == other.size()
        && one.seconds() == other.seconds()
        && one.nanos() == other.nanos();
  }

  /** Makes one of several linked entries a copy of its own. */
  private void unlink() throws IOException {
    List<String> linked = maker.paths(stat -> RandomTree.isLinkable(stat) && stat.links() > 1);
    if (!linked.isEmpty()) {
      String path = random.pick(linked);
      note("unlink", path);
      maker.copy(path, ASIDE);
      tree.rename(ASIDE, path);
    }
  }
}
