package io.camelmirror.diff;

import io.camelmirror.tree.Capability;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.ReadOptions;
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
 * @param minAge how long a file must not have changed before it is copied
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
    Duration minAge) {

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

  /** How the entries of both trees have to be read for this. */
  public ReadOptions readOptions() {
    return new ReadOptions(links == Links.follow, attributes, accessLists, false);
  }

  /** What file systems, or calls, have to be able to store for this. */
  public Set<Capability> needs() {
    Set<Capability> needs = EnumSet.of(Capability.LINK_TIMES);
    if (attributes) {
      needs.add(Capability.XATTRS);
    }
    if (accessLists) {
      needs.add(Capability.ACLS);
    }
    if (sparse) {
      needs.add(Capability.SPARSE);
    }
    if (specials) {
      needs.addAll(Set.of(Capability.FIFOS, Capability.DEVICES));
    }
    return needs;
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
