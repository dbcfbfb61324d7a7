package io.camelmirror.diff;

import java.nio.file.attribute.FileTime;

/** What the file system of the replica makes of what is written to it. */
public interface ReplicaFileSystem {

  /** One that keeps everything as it is written. */
  ReplicaFileSystem EXACT =
      new ReplicaFileSystem() {
        @Override
        public boolean stores(FileTime wanted, FileTime found) {
          return wanted.equals(found);
        }

        @Override
        public boolean storesModes() {
          return true;
        }

        @Override
        public boolean storesOwners() {
          return true;
        }
      };

  /** Whether a time that is found is what has become of another that was written. */
  boolean stores(FileTime wanted, FileTime found);

  /** Whether permissions are found as they were written. */
  boolean storesModes();

  /** Whether owners and groups are found as they were written, by one who may write any. */
  boolean storesOwners();
}
