package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Starts the program by its launcher, as a user does, in an empty folder of each test's own. What
 * still runs at the end of the test is ended, and the folder removed.
 */
final class Program implements BeforeEachCallback, AfterEachCallback {

  /** The folder of the clone. */
  static final Path PROJECT = Path.of("").toAbsolutePath();

  /** For what takes a second: so long that only a program that hangs exceeds it. */
  static final long PATIENCE_SECONDS = 120;

  private static final Path CACHE = PROJECT.resolve("target/test-cache");

  private static boolean prepared;

  private final Map<String, String> environment = new HashMap<>();
  private final List<Process> processes = new ArrayList<>();
  private final List<String> prefix = new ArrayList<>();
  private Path launcher = PROJECT.resolve("camel-mirror");
  private Path root;

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    root = Files.createTempDirectory("camel-mirror-test");
    Files.createDirectory(folder());
    Shell.run(root, "mkdir -m 700 run");
    prepare();
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    for (Process process : processes) {
      List<ProcessHandle> below = process.descendants().toList();
      process.destroyForcibly();
      below.forEach(ProcessHandle::destroyForcibly);
      process.waitFor();
    }
    Shell.run(root, "chmod -R u+rwx . && rm -rf work run out-*");
    Files.delete(root);
  }

  /** The launcher makes its archive of classes at the first run: that is done before any test. */
  private void prepare() throws Exception {
    synchronized (Program.class) {
      if (!prepared) {
        assertThat(run("no-source", "replica").exitCode()).isEqualTo(ExitCode.USAGE);
        prepared = true;
      }
    }
  }

  /** The folder that the program is started in. */
  Path folder() {
    return root.resolve("work");
  }

  Path path(String relative) {
    return folder().resolve(relative);
  }

  /** Sets an environment variable for what is started from now on; null unsets it. */
  Program with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Starts the program through another command. */
  Program through(String... command) {
    prefix.addAll(List.of(command));
    return this;
  }

  /**
   * Starts the program through a command that makes another user of root. The test is skipped where
   * that one cannot reach the program.
   */
  Program throughUser(String... command) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin/java");
    String reach = String.join(" ", command) + " test -x '%s'";
    String asked = "if " + reach + " && " + reach + "; then echo yes; fi";
    String reached = Shell.run(folder(), asked.formatted(PROJECT.resolve("camel-mirror"), java));
    assumeTrue(reached.equals("yes\n"), "other users cannot reach " + PROJECT);
    return through(command);
  }

  /** Starts it by another launcher than the clone's. */
  Program launchedBy(Path other) {
    launcher = other;
    return this;
  }

  /**
   * Takes away root's right to ignore permissions, if root it is that runs the tests: what an
   * ordinary user may not read cannot be read then.
   */
  Program asOrdinaryUser() {
    if ("root".equals(System.getProperty("user.name"))) {
      through("setpriv", "--bounding-set=-dac_override,-dac_read_search");
    }
    return this;
  }

  /** The shipped routes in a folder of the test's own, to be changed. */
  Path copyRoutes() throws Exception {
    Shell.run(folder(), "cp -r '" + PROJECT.resolve("routes") + "' routes");
    return path("routes");
  }

  /** Starts the program and waits for its end. */
  Result run(Object... arguments) throws Exception {
    return start(arguments).end();
  }

  /** Starts the program. */
  Running start(Object... arguments) throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(launcher.toString());
    Stream.of(arguments).map(Object::toString).forEach(command::add);
    return startCommand(ProcessBuilder.Redirect.from(new File("/dev/null")), command);
  }

  /**
   * Starts the program on a terminal, the one that util-linux's script makes. What it shows there
   * is the output.
   *
   * @param arguments as a shell reads them
   */
  Running startInTerminal(int columns, String arguments) throws IOException {
    assumeTrue(
        Stream.of("/usr/bin/script", "/bin/script").anyMatch(path -> Files.exists(Path.of(path))),
        "there is no script (util-linux) here to make a terminal");
    String command = "stty cols %d; exec '%s' %s".formatted(columns, launcher, arguments);
    return startCommand(List.of("script", "-qec", command, "/dev/null"));
  }

  /**
   * The shipped routes with a pause before each change, so that a pass takes long.
   *
   * @param millis the pause in milliseconds
   */
  Path copySlowRoutes(long millis) throws Exception {
    Path routes = copyRoutes();
    Path copy = routes.resolve("copy.camel.yaml");
    String delay =
        """
              steps:
                - delay:
                    expression:
                      constant:
                        expression: "%d"
        """
            .formatted(millis);
    Files.writeString(copy, Files.readString(copy).replace("      steps:\n", delay));
    return routes;
  }

  /** Starts a command that starts the program, with a standard input to type on. */
  Running startCommand(List<String> command) throws IOException {
    return startCommand(ProcessBuilder.Redirect.PIPE, command);
  }

  private Running startCommand(ProcessBuilder.Redirect in, List<String> command)
      throws IOException {
    Path out = Files.createTempFile(root, "out-", "");
    Path err = Files.createTempFile(root, "out-", "");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder().toFile())
            .redirectInput(in)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    Map<String, String> variables = builder.environment();
    variables.keySet().removeIf(name -> name.startsWith("MIRROR_") || name.startsWith("CAMEL_"));
    variables.put("XDG_CACHE_HOME", CACHE.toString());
    variables.put("XDG_RUNTIME_DIR", root.resolve("run").toString());
    variables.put("TERM", "xterm");
    variables.remove("NO_COLOR");
    variables.put("JAVA_HOME", System.getProperty("java.home"));
    environment.forEach(
        (name, value) -> {
          if (value == null) {
            variables.remove(name);
          } else {
            variables.put(name, value);
          }
        });
    Process process = builder.start();
    processes.add(process);
    return new Running(process, out, err);
  }

  /** A program under way. */
  record Running(Process process, Path outFile, Path errFile) {

    /** Waits for its end. */
    Result end() throws Exception {
      boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(ended).as("the program ends; so far it said%n%s%s", out(), err()).isTrue();
      return new Result(process.exitValue(), out(), err());
    }

    String out() throws IOException {
      return Files.readString(outFile, StandardCharsets.UTF_8);
    }

    String err() throws IOException {
      return Files.readString(errFile, StandardCharsets.UTF_8);
    }

    /** What the kernel knows of the process: a file or folder of {@code /proc}. */
    Path proc(String name) {
      return Path.of("/proc", Long.toString(process.pid()), name);
    }

    /**
     * How often Camel's threads have gone to sleep: the one that polls does it after every pass,
     * also after one that says nothing.
     */
    long naps() throws IOException {
      long naps = 0;
      try (DirectoryStream<Path> threads = Files.newDirectoryStream(proc("task"))) {
        for (Path thread : threads) {
          if (Files.readString(thread.resolve("comm")).startsWith("Camel")) {
            naps += number(thread.resolve("status"), "voluntary_ctxt_switches");
          }
        }
      } catch (IOException e) {
        // A thread that has ended meanwhile; whoever waits asks again.
        return naps;
      }
      return naps;
    }

    /** A number that stands behind its name in one of the kernel's files. */
    static long number(Path file, String name) throws IOException {
      try (Stream<String> lines = Files.lines(file)) {
        return lines
            .filter(line -> line.startsWith(name + ":"))
            .map(line -> line.replaceAll("\\D", ""))
            .mapToLong(Long::parseLong)
            .findFirst()
            .orElseThrow();
      }
    }

    void type(String line) throws IOException {
      process.outputWriter(StandardCharsets.UTF_8).append(line).append('\n').flush();
    }

    /** Types a character without a line break, such as Ctrl-C. */
    void press(char key) throws IOException {
      process.outputWriter(StandardCharsets.UTF_8).append(key).flush();
    }

    /** Sends a signal, by its name without SIG. */
    void signal(String name) throws Exception {
      Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
      assertThat(kill.waitFor()).isZero();
    }
  }

  /**
   * What came of a run.
   *
   * @param exitCode as a shell gives it
   * @param out what stood on standard output
   * @param err what stood on standard error
   */
  record Result(int exitCode, String out, String err) {

    List<String> outLines() {
      return out.lines().toList();
    }

    List<String> errLines() {
      return err.lines().toList();
    }

    /** Requires an exit code; what the program said is shown when it was another. */
    Result exited(int expected) {
      assertThat(exitCode).as("exit code of a run that said%n%s%s", out, err).isEqualTo(expected);
      return this;
    }
  }
}
