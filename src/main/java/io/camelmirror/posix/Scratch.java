package io.camelmirror.posix;

import com.kenai.jffi.MemoryIO;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/** Memory outside the heap in which one thread passes names and takes results. */
final class Scratch {

  /** One name or path, or the text of a link. */
  static final int PATH = 8192;

  /** Many names of a directory, some content of a file, or an extended attribute. */
  static final int BULK = 1 << 16;

  private static final MemoryIO MEMORY = MemoryIO.getInstance();

  private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

  /**
   * Those used last, by the threads' numbers: to look a thread's own variable up takes longer than
   * a call of the C library does, before the optimizing compiler has come.
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

  /** The address of a name, ended by a zero byte; until the next name is put there. */
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

  /** A piece of memory with its address. */
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

    /** Puts a name there, if it is not there still: names are never changed. */
    private long put(byte[] name) {
      if (held != name) {
        Objects.checkIndex(name.length, bytes.capacity());
        MEMORY.putByteArray(address, name, 0, name.length);
        bytes.put(name.length, (byte) 0);
        held = name;
      }
      return address;
    }

    /** One of the words of eight bytes that are there. */
    long word(int index) {
      return bytes.getLong(index * Long.BYTES);
    }

    /** What is there, taken in one go. */
    long[] words(int count) {
      MEMORY.getLongArray(address, words, 0, count);
      return words;
    }

    /** Something else than a name is put there. */
    private Area overwritten() {
      held = null;
      return this;
    }
  }
}
