package io.camelmirror.diff;

/** One part of a long directory, divided among several threads. */
final class LongPart extends TreeTask {

  private static final long serialVersionUID = 1L;

  private final transient March march;
  private final transient DirectoryTask directory;
  private final transient NameCursor names;
  private final transient NameLists part;

  LongPart(DirectoryTask directory, March march, NameCursor names, NameLists part) {
    super(directory, march, march.listener(), directory.path());
    this.march = march;
    this.directory = directory;
    this.names = names;
    this.part = part;
  }

  @Override
  void work() {
    for (NameLists some : part.cut()) {
      forkChild(new SomeNames(this, march, directory, some));
    }
  }

  @Override
  void completed() {
    if (names.isAtEnd() || isWalkCancelled()) {
      names.close();
      directory.listing().ends();
    } else {
      // List the next part only now: one part may take all the memory allowed for a directory.
      directory.listing().march(names);
    }
  }

  /** Some names of a long directory. */
  private static final class SomeNames extends TreeTask {

    private static final long serialVersionUID = 1L;

    private final transient NameRange names;

    SomeNames(LongPart parent, March march, DirectoryTask directory, NameLists some) {
      super(parent, march, march.listener(), directory.path());
      names = new NameRange(march, directory, some);
    }

    @Override
    void work() {
      names.march(false);
    }
  }
}
