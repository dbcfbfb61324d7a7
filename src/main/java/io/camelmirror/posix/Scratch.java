package io.camelmirror.posix;

import com.kenai.jffi.MemoryIO;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/** Off-heap memory in which a thread passes names to native calls and receives results. */
final class Scratch {

  /** Size for one name or path, or the target of a link. */
  static final int PATH = 8192;

  /** Size for a batch of directory names, a piece of a file, or an extended attribute. */
  static final int BULK = 1 << 16;

  private static final MemoryIO MEMORY = MemoryIO.getInstance();

  private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

  /**
   * Cached per thread id: in C1 code a {@code ThreadLocal} lookup costs more than the system call.
   */
  private static final Scratch[] LAST = new Scratch[64];

  private final long thread = Thread.currentThread().getId();
  private final Area first = new Area(PATH);
  private final Area second = new Area(PATH);
  private final Area small = new Area(512);
  private final StatPair pair = new StatPair(new Area(256), new Area(256));
  private Area bulk;

  static Scratch get() {
    long thread = Thread.currentThread().getId();
    int place = (int) thread & LAST.length - 1;
    Scratch last = LAST[place];
    if (last == null || last.thread != thread) {
      last = OF_THREAD.get();
      LAST[place] = last;
    }
    return last;
  }

  /** Returns the address of a zero-terminated name, valid until the next name is put there. */
  long first(byte[] name) {
    return first.put(name);
  }

  long second(byte[] name) {
    return second.put(name);
  }

  Area text() {
    return second.overwritten();
  }

  Area small() {
    return small;
  }

  StatPair pair() {
    return pair;
  }

  Area bulk() {
    if (bulk == null) {
      bulk = new Area(BULK);
    }
    return bulk;
  }

  /** A block of memory and its address. */
  static final class Area {

    final ByteBuffer bytes;
    final long address;
    private final long[] words;
    private byte[] held;

    Area(int size) {
      bytes = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
      address = MEMORY.getDirectBufferAddress(bytes);
      words = new long[Stat.WORDS];
    }

    /** Writes a name unless it is still there. Name arrays are never modified. */
    private long put(byte[] name) {
      if (held != name) {
        Objects.checkIndex(name.length, bytes.capacity());
        MEMORY.putByteArray(address, name, 0, name.length);
        bytes.put(name.length, (byte) 0);
        held = name;
      }
      return address;
    }

    /** Returns one eight-byte word. */
    long word(int index) {
      return bytes.getLong(index * Long.BYTES);
    }

    /** Reads all words in one step. */
    long[] words(int count) {
      MEMORY.getLongArray(address, words, 0, count);
      return words;
    }

    /** Marks the area as overwritten by something other than a name. */
    private Area overwritten() {
      held = null;
      return this;
    }
  }
}
