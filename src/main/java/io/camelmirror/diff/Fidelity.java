package io.camelmirror.diff;

import io.camelmirror.tree.Capability;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.ReadOptions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * What to preserve besides content, names, permissions, owners and times.
 *
 * @param links how to treat symbolic links
 * @param hardLinks preserve hard links
 * @param attributes preserve extended attributes
 * @param accessLists preserve POSIX ACLs
 * @param sparse preserve holes in files
 * @param specials mirror FIFOs and device nodes
 * @param checksum compare the content of files even if size and time match
 * @param oneFileSystem skip file systems mounted below the source
 * @param modifyWindow treat modification times within this window as equal
 * @param minAge copy a file only if it has not changed for this long
 * @param copyChanging copy a file even if it is written to during every attempt
 * @param noPrivileges leave out setuid and setgid bits, device nodes and, of the extended
 *     attributes, {@code security.*} and {@code trusted.*}
 * @param renames move in the replica what was moved in the source
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
    Duration minAge,
    boolean copyChanging,
    boolean noPrivileges,
    Renames renames) {

  /** The defaults. */
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
          Duration.ZERO,
          false,
          false,
          Renames.on);

  /** How to treat symbolic links in the source. */
  public enum Links {
    /** Copy the link with the same text. */
    keep,
    /** Mirror the target in place of the link. */
    follow,
    /** Do not mirror links. */
    skip
  }

  /** Whether to move in the replica what was moved in the source. */
  public enum Renames {
    /** Move directories, and files after comparing their content. */
    on,
    /** Compare no content if only one file fits and its time has nanoseconds. */
    trust,
    /** Copy and delete. */
    off
  }

  /** The files whose content is compared. */
  public Contents contents() {
    return checksum ? Contents.ALL : Contents.NONE;
  }

  /** Returns a copy that does not wait for files that were changed lately, and moves nothing. */
  public Fidelity forVerification() {
    return new Fidelity(
        links,
        hardLinks,
        attributes,
        accessLists,
        sparse,
        specials,
        checksum,
        oneFileSystem,
        modifyWindow,
        Duration.ZERO,
        copyChanging,
        noPrivileges,
        Renames.off);
  }

  /** The options for reading both trees. */
  public ReadOptions readOptions() {
    return new ReadOptions(
        links == Links.follow,
        attributes,
        accessLists,
        false,
        noPrivileges ? ReadOptions.Rights.HIDE : ReadOptions.Rights.READ);
  }

  /** The capabilities needed from file systems and system calls. */
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
      needs.add(Capability.FIFOS);
      if (!noPrivileges) {
        needs.add(Capability.DEVICES);
      }
    }
    return needs;
  }

  /** Returns true if the replica may not keep an entry like the source's from an earlier run. */
  public boolean forbids(Entry source) {
    return noPrivileges && source.kind().isDevice();
  }

  /** Returns true if the source entry should exist in the replica. */
  public boolean mirrors(Entry source) {
    Kind kind = source.kind();
    return switch (kind) {
      case FILE, DIRECTORY -> true;
      case LINK -> links != Links.skip;
      case FIFO -> specials;
      case BLOCK_DEVICE, CHARACTER_DEVICE -> specials && !noPrivileges;
      case SOCKET -> false;
    };
  }
}
