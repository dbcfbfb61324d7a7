package io.camelmirror.diff;

import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Pace;
import io.camelmirror.tree.RawPath;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * The files whose content a march compares. The content of all others counts as equal if size and
 * time are.
 *
 * @param part the part to compare, from 0
 * @param of into how many parts the files are divided; 0 to compare none
 * @param pace is told of the bytes compared
 */
public record Contents(int part, int of, Pace pace) {

  /** No file. */
  public static final Contents NONE = new Contents(0, 0);

  /** Every file. */
  public static final Contents ALL = new Contents(0, 1);

  public Contents {
    if (part < 0 || part > 0 && part >= of) {
      throw new IllegalArgumentException("part " + part + " of " + of);
    }
  }

  /** Compares them without limit. */
  public Contents(int part, int of) {
    this(part, of, Pace.FULL);
  }

  /** Returns the same files, compared at a pace. */
  public Contents at(Pace other) {
    return new Contents(part, of, other);
  }

  boolean isNone() {
    return of == 0;
  }

  /**
   * Returns true if the content of a file is compared. The answer depends on the path alone, so
   * that all parts together cover every file; all names of one file belong to the same part.
   *
   * @param directory the path of the directory
   * @param source the file in the source
   */
  boolean include(Path directory, RawPath name, Entry source) {
    if (of <= 1) {
      return of == 1;
    }
    CRC32 hash = new CRC32();
    if (source.hasOtherNames()) {
      hash.update(ByteBuffer.allocate(Long.BYTES).putLong(source.inode().number()).flip());
    } else {
      hash.update(RawPath.of(directory.resolve(name.path())).bytes());
    }
    return hash.getValue() % of == part;
  }
}
