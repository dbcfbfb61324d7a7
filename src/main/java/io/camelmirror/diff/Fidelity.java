package io.camelmirror.diff;

import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.Look;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is asked to be kept beyond content, names, permissions, owners and times.
 *
 * @param links what becomes of symbolic links
 * @param hardLinks whether names of one file in the source are names of one file in the replica
 * @param attributes whether extended attributes are kept
 * @param accessLists whether POSIX access lists are kept
 * @param sparse whether holes in files are kept
 * @param specials whether FIFOs and device nodes are kept
 * @param checksum whether files that look the same are compared by their content
 * @param oneFileSystem whether file systems that are mounted below the source are left out
 * @param modifyWindow times that differ by no more are the same
 * @param settle a file is copied when nothing about it has changed for that long
 */
public record Fidelity(
    Links links,
    boolean hardLinks,
    boolean attributes,
    boolean accessLists,
    boolean sparse,
    boolean specials,
    boolean checksum,
    boolean oneFileSystem,
    Duration modifyWindow,
    Duration settle) {

  /** What is kept when nothing is asked for. */
  public static final Fidelity PLAIN =
      new Fidelity(
          Links.keep,
          false,
          false,
          false,
          false,
          false,
          false,
          false,
          Duration.ZERO,
          Duration.ZERO);

  /** What becomes of symbolic links in the source. */
  public enum Links {
    /** They are links in the replica, with the same text. */
    keep,
    /** What they lead to is mirrored in their place. */
    follow,
    /** They are not mirrored. */
    skip
  }

  /** How the trees have to be looked at for this. */
  public Look look() {
    return new Look(links == Links.follow, attributes, accessLists, false);
  }

  /** What of it Java has no calls for. */
  public Set<Facet> needsNative() {
    Set<Facet> facets = EnumSet.of(Facet.LINK_TIMES);
    if (attributes) {
      facets.add(Facet.ATTRIBUTES);
    }
    if (accessLists) {
      facets.add(Facet.ACCESS_LISTS);
    }
    if (sparse) {
      facets.add(Facet.SPARSE);
    }
    if (specials) {
      facets.addAll(Set.of(Facet.FIFOS, Facet.DEVICES));
    }
    return facets;
  }

  /** Whether an entry of the source is to have its like in the replica. */
  public boolean mirrors(Entry source) {
    Kind kind = source.kind();
    return switch (kind) {
      case FILE, DIRECTORY -> true;
      case LINK -> links != Links.skip;
      case FIFO, BLOCK_DEVICE, CHARACTER_DEVICE -> specials;
      case SOCKET -> false;
    };
  }
}
