package io.camelmirror.posix;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.LastError;
import com.kenai.jffi.Library;
import com.kenai.jffi.Type;
import java.util.Arrays;

/**
 * One function of the C library. Arguments and results are 64-bit integers. C takes shorter
 * parameters from the low bits on all supported machines.
 */
final class NativeFunction {

  private static final Invoker INVOKER = Invoker.getInstance();
  private static final LastError LAST_ERROR = LastError.getInstance();

  private final long address;
  private final CallContext context;

  /**
   * Looks up a function in this process.
   *
   * @param parameters the number of parameters, at most 6
   * @throws UnsatisfiedLinkError if the C library has no such function
   */
  NativeFunction(String name, int parameters) {
    address = Library.getDefault().getSymbolAddress(name);
    if (address == 0) {
      throw new UnsatisfiedLinkError("the C library has no " + name);
    }
    Type[] types = new Type[parameters];
    Arrays.fill(types, Type.SINT64);
    context = CallContext.getCallContext(Type.SINT64, types, CallingConvention.DEFAULT, true);
  }

  /** Returns the error number of the current thread's last call. */
  static int lastError() {
    return LAST_ERROR.get();
  }

  long call(long a) {
    return INVOKER.invokeN1(context, address, a);
  }

  long call(long a, long b) {
    return INVOKER.invokeN2(context, address, a, b);
  }

  long call(long a, long b, long c) {
    return INVOKER.invokeN3(context, address, a, b, c);
  }

  long call(long a, long b, long c, long d) {
    return INVOKER.invokeN4(context, address, a, b, c, d);
  }

  long call(long a, long b, long c, long d, long e) {
    return INVOKER.invokeN5(context, address, a, b, c, d, e);
  }

  long call(long a, long b, long c, long d, long e, long f) {
    return INVOKER.invokeN6(context, address, a, b, c, d, e, f);
  }
}
