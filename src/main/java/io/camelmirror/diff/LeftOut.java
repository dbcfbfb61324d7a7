package io.camelmirror.diff;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What cannot be kept in a replica, found out while it is tried. It is said once, and neither
 * compared nor tried again. May be used by several threads.
 */
public final class LeftOut {

  /** Never changed: replaced. It is asked several times for each entry. */
  private volatile Set<Facet> facets = EnumSet.noneOf(Facet.class);

  private final Set<String> notes = ConcurrentHashMap.newKeySet();
  private final Consumer<String> say;

  /**
   * Makes a register of which nothing is left out.
   *
   * @param say takes each line for people
   */
  public LeftOut(Consumer<String> say) {
    this.say = say;
  }

  public boolean has(Facet facet) {
    return facets.contains(facet);
  }

  /** From now on something is left out. */
  public void add(Facet facet, String why) {
    synchronized (this) {
      if (facets.contains(facet)) {
        return;
      }
      Set<Facet> more = EnumSet.of(facet);
      more.addAll(facets);
      facets = more;
    }
    say.accept(facet + " are not kept: " + why);
  }

  /**
   * Says something once.
   *
   * @param about what a second line may not be about
   */
  public void note(String about, String line) {
    if (notes.add(about)) {
      say.accept(line);
    }
  }
}
