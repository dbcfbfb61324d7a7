package io.camelmirror.posix;

import java.nio.ByteBuffer;

/** Lists directories. */
public final class Listing {

  private static final int SEEK_SET = 0;

  // Offsets in a directory record; see getdents64(2).
  private static final int RECORD_LENGTH_AT = 16;
  private static final int TYPE_AT = 18;
  private static final int NAME_AT = 19;

  /** Directory records hold the type bits of the mode, shifted down by this much. */
  private static final int TYPE_SHIFT = 12;

  private Listing() {}

  /** Receives the names in a directory. */
  public interface Names {

    /**
     * Receives one name.
     *
     * @param buffer holds the name for the duration of the call
     * @param from offset of the name in the buffer
     * @param length length in bytes
     * @param type type bits of its mode, or 0 if the directory does not report them
     */
    void name(ByteBuffer buffer, int from, int length, int type);
  }

  /** Lets the next listing of an open directory begin with its first name again. */
  public static void rewind(int directory) {
    ReadCalls.lseek(directory, 0, SEEK_SET);
  }

  /** Lists the names in an open directory, in no particular order, without "." and "..". */
  public static void list(int directory, Names names) throws ErrnoException {
    Scratch.Area buffer = Scratch.get().bulk();
    int length;
    do {
      length = (int) Posix.result(ReadCalls.getdents64(directory, buffer.address, Scratch.BULK));
      Reads.check(length, buffer.bytes);
      int at = 0;
      while (at < length) {
        int next = at + (buffer.bytes.getShort(at + RECORD_LENGTH_AT) & 0xffff);
        int name = at + NAME_AT;
        // A record is padded to a multiple of eight.
        int end = Reads.zero(buffer.bytes, Math.max(name, next - Long.BYTES));
        if (!isDots(buffer.bytes, name, end - name)) {
          names.name(
              buffer.bytes,
              name,
              end - name,
              (buffer.bytes.get(at + TYPE_AT) & 0xff) << TYPE_SHIFT);
        }
        at = next;
      }
    } while (length > 0);
  }

  private static boolean isDots(ByteBuffer buffer, int from, int length) {
    return length <= 2 && buffer.get(from) == '.' && (length == 1 || buffer.get(from + 1) == '.');
  }
}
