package io.camelmirror.cli;

import io.camelmirror.run.UsageException;
import io.camelmirror.tree.FailureText;
import io.camelmirror.tree.PathArgument;
import io.camelmirror.tree.PathText;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The command {@code camel-mirror status REPLICA}. */
final class StatusCommand {

  static final String NAME = "status";
  static final String SYNTAX = "camel-mirror status REPLICA";

  private static final long PATIENCE_SECONDS = 5;

  private final Path replica;
  private final List<String> troubles = new ArrayList<>();

  private StatusCommand(Path replica) {
    this.replica = replica;
  }

  /**
   * Prints the state of the mirror that runs on a replica.
   *
   * @param given the command line, from the word {@code status} on
   * @return the exit code
   * @throws UsageException if no mirror of this user runs on it
   */
  static int execute(String[] given, PrintWriter out) throws UsageException {
    if (given.length != 2) {
      throw new UsageException(
          "'status' takes one folder; usage: "
              + SYNTAX
              + ", or ./status for a folder of that name");
    }
    if (given[1].equals("--" + CommandLineOptions.HELP) || given[1].equals("-h")) {
      out.println("Usage: " + SYNTAX);
      return ExitCode.DONE;
    }
    if (given[1].startsWith("-")) {
      throw new UsageException("'status' takes no options; usage: " + SYNTAX);
    }
    Path replica = PathArgument.path(given[1]);
    try {
      out.print(new StatusCommand(replica).find());
    } catch (IOException e) {
      throw new UsageException(
          "the state of " + PathText.of(replica) + " is not known: " + FailureText.of(e), e);
    }
    out.flush();
    return ExitCode.DONE;
  }

  private String find() throws UsageException, IOException {
    for (Path socket : RuntimeFolder.sockets(troubles)) {
      String answer = ask(socket);
      int end = answer.indexOf('\n');
      if (end > 0 && isReplica(answer.substring(0, end))) {
        return answer.substring(end + 1);
      }
    }
    String detail = troubles.isEmpty() ? "" : "; " + String.join("; ", troubles);
    throw new UsageException(
        "no mirror of user "
            + System.getProperty("user.name")
            + " runs on "
            + PathText.of(replica)
            + detail);
  }

  /** Returns the answer; empty if nobody answers. */
  private String ask(Path socket) throws IOException {
    CompletableFuture<String> answer = new CompletableFuture<>();
    Thread asking =
        new Thread(
            () -> {
              try {
                answer.complete(read(socket));
              } catch (IOException | RuntimeException e) {
                answer.completeExceptionally(e);
              }
            });
    asking.setDaemon(true);
    asking.start();
    try {
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      troubles.add("process " + RuntimeFolder.process(socket) + " does not answer");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ConnectException) {
        RuntimeFolder.removeStale(socket);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return "";
  }

  private static String read(Path socket) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        InputStream in = Channels.newInputStream(channel)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private boolean isReplica(String uri) throws IOException {
    Path found = Path.of(URI.create(uri));
    return found.equals(replica.toAbsolutePath().normalize())
        || Files.exists(found) && Files.exists(replica) && Files.isSameFile(found, replica);
  }
}
