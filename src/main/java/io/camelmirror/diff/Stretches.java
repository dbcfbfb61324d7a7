package io.camelmirror.diff;

import java.util.concurrent.CountedCompleter;

/** The march through a directory with many names, of which several threads take some each. */
final class Stretches extends TreeTask {

  private static final long serialVersionUID = 1L;

  private final transient March march;
  private final transient DirectoryMarch directory;
  private final transient NamePair names;

  Stretches(March march, DirectoryMarch directory, NamePair names) {
    super(directory, march, march.listener(), directory.path());
    this.march = march;
    this.directory = directory;
    this.names = names;
  }

  @Override
  void work() {
    for (NamePair some : names.cut()) {
      forkChild(new Stretch(this, march, directory, some));
    }
  }

  @Override
  public void onCompletion(CountedCompleter<?> caller) {
    names.close();
  }
}
