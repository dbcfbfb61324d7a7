package io.camelmirror.cli;

import io.camelmirror.pass.PassListener;
import io.camelmirror.pass.PassProgress;
import io.camelmirror.pass.PassReport;
import io.camelmirror.tree.FailureText;
import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** Answers {@code camel-mirror status} on a socket that only this user can reach. */
final class StatusServer extends Thread implements PassListener, Closeable {

  /** The start and a short pass have the machine to themselves for so long. */
  private static final long DELAY_MILLIS = 1_000;

  private final Source source;
  private final boolean once;

  /** The first pass has begun, or the run has ended. */
  private final CountDownLatch begun = new CountDownLatch(1);

  /** The first pass has ended or failed, or the run has ended. */
  private final CountDownLatch due = new CountDownLatch(1);

  private volatile PassProgress current;
  private boolean closed;
  private ServerSocketChannel channel;
  private Path socket;

  /** Knows the answer. */
  interface Source {

    /**
     * Formats the present state.
     *
     * @param pass the pass in progress; null between passes
     */
    String status(PassProgress pass);
  }

  /**
   * Creates a server that does nothing until it is started.
   *
   * @param once there is only one pass; a short one needs no socket
   */
  StatusServer(Source source, boolean once) {
    super("status");
    setDaemon(true);
    this.source = source;
    this.once = once;
  }

  @Override
  public void run() {
    try {
      if (once) {
        begun.await();
      }
      due.await(DELAY_MILLIS, TimeUnit.MILLISECONDS);
      if (open()) {
        while (true) {
          answer(channel.accept());
        }
      }
    } catch (ClosedChannelException e) {
      // The run has ended.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      LoggerFactory.getLogger(Logging.FILE_ONLY)
          .info("'camel-mirror status' cannot show this mirror: {}", FailureText.of(e));
    }
  }

  private void answer(SocketChannel asking) {
    try (asking) {
      ByteBuffer text = StandardCharsets.UTF_8.encode(source.status(current));
      while (text.hasRemaining()) {
        asking.write(text);
      }
    } catch (IOException e) {
      // Whoever asked has not waited for the answer.
      return;
    }
  }

  private synchronized boolean open() throws IOException {
    if (closed) {
      return false;
    }
    socket = RuntimeFolder.newSocket();
    channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    channel.bind(UnixDomainSocketAddress.of(socket));
    RuntimeFolder.restrict(socket);
    return true;
  }

  @Override
  public void passBegan(PassProgress pass) {
    current = pass;
    begun.countDown();
  }

  @Override
  public void passEnded(PassReport report) {
    ended();
  }

  @Override
  public void reconciled(PassReport report) {
    current = null;
  }

  @Override
  public void passCancelled(PassProgress pass) {
    current = null;
  }

  @Override
  public void passFailed(String mirror, Exception cause) {
    ended();
  }

  private void ended() {
    current = null;
    if (!once) {
      due.countDown();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    begun.countDown();
    due.countDown();
    try {
      if (channel != null) {
        channel.close();
        RuntimeFolder.remove(socket);
      }
    } catch (IOException e) {
      // Whoever asks next removes the socket.
      return;
    }
  }
}
