package io.camelmirror.tree;

import java.nio.file.Path;
import java.util.Set;

/**
 * The mount points below the source, relative to it, as far as the system lists them.
 *
 * @param mounted those where something is mounted now
 * @param configured those where the system is configured to mount something, mounted or not
 * @param shared those where files of the replica are mounted
 */
public record MountsInSource(Set<Path> mounted, Set<Path> configured, Set<Path> shared) {

  public static final MountsInSource NONE = new MountsInSource(Set.of(), Set.of(), Set.of());

  public MountsInSource {
    mounted = Set.copyOf(mounted);
    configured = Set.copyOf(configured);
    shared = Set.copyOf(shared);
  }

  /** Reads the tables of the system. */
  public static MountsInSource of(FolderPair real) {
    MountTable table = MountTable.read();
    return new MountsInSource(
        Set.copyOf(table.below(real.source())),
        Set.copyOf(MountTable.configured().below(real.source())),
        Set.copyOf(table.shared(real.source(), real.replica())));
  }
}
