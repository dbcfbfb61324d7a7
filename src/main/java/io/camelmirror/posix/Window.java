package io.camelmirror.posix;

/** The window of a terminal. */
final class Window {

  private static final NativeFunction IOCTL = new NativeFunction("ioctl", 3);

  /** The same on all supported machines. */
  private static final int TIOCGWINSZ = 0x5413;

  /** In {@code struct winsize}, after the rows. */
  private static final int COLUMNS = 2;

  private Window() {}

  /** Returns the width in columns; 0 if the descriptor is no terminal or the width is not known. */
  static int columns(int descriptor) {
    Scratch.Area size = Scratch.get().small();
    return (int) IOCTL.call(descriptor, TIOCGWINSZ, size.address) == 0
        ? Short.toUnsignedInt(size.bytes.getShort(COLUMNS))
        : 0;
  }
}
