package io.camelmirror.diff;

import io.camelmirror.tree.Capability;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/** Knows what the replica's file systems store, or finds it out. May be used by several threads. */
public interface CapabilitySource {

  /** A replica that stores everything as it is written; for a dry run, which cannot find out. */
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
        public FileTime stored(Path directory, FileTime wanted) {
          return wanted;
        }
      };

  /** What is known of a file system, by its device number. */
  Capabilities of(long device);

  /**
   * Finds out whether a file system has a capability, in one directory that is on it.
   *
   * @return what is known of it then; where nothing can be found out, the capability is taken to be
   *     there
   */
  Capabilities probe(Path directory, long device, Capability capability);

  /** What a modification time is read back as after it was written in a directory. */
  FileTime stored(Path directory, FileTime wanted);
}
