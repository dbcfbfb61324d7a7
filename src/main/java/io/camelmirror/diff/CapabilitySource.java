package io.camelmirror.diff;

import io.camelmirror.tree.Capability;
import io.camelmirror.tree.Timestamp;
import java.nio.file.Path;

/** Knows or probes the capabilities of the replica's file systems. Thread-safe. */
public interface CapabilitySource {

  /** Assumes that everything is stored exactly as written; for a dry run, which cannot probe. */
  CapabilitySource EVERYTHING =
      new CapabilitySource() {
        @Override
        public Capabilities of(long device) {
          return Capabilities.EVERYTHING;
        }

        @Override
        public Capabilities probe(Path directory, long device, Capability capability) {
          return Capabilities.EVERYTHING;
        }

        @Override
        public Timestamp stored(Path directory, Timestamp wanted) {
          return wanted;
        }
      };

  /** Knows what another source has found out, and assumes the rest instead of probing. */
  static CapabilitySource assuming(CapabilitySource known) {
    return new CapabilitySource() {
      @Override
      public Capabilities of(long device) {
        return known.of(device);
      }

      @Override
      public Capabilities probe(Path directory, long device, Capability capability) {
        return Capabilities.assumed(of(device), capability);
      }

      @Override
      public Timestamp stored(Path directory, Timestamp wanted) {
        return wanted;
      }
    };
  }

  /** The known capabilities of a file system, by its device number. */
  Capabilities of(long device);

  /**
   * Probes a capability in a directory of the file system.
   *
   * @return the updated capabilities; if the probe is inconclusive, the capability is assumed
   */
  Capabilities probe(Path directory, long device, Capability capability);

  /** Writes a modification time in a directory and returns the value read back. */
  Timestamp stored(Path directory, Timestamp wanted);
}
