package io.camelmirror.karaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** A Karaf that runs as a process, seen from outside: its files, its log, its shell and JMX. */
final class Karaf {

  /** Only a failure takes as long: a busy machine needs minutes to start a Karaf. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final FileTime LONG_AGO = FileTime.fromMillis(0);

  private final KarafFolder folder;
  private Process process;
  private JMXConnector connector;

  Karaf(KarafFolder folder) {
    this.folder = folder;
  }

  KarafFolder folder() {
    return folder;
  }

  /** Starts the process and waits until JMX answers. */
  void start() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(folder.path() + "/bin/karaf", "daemon");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.redirectErrorStream(true).redirectOutput(folder.path().resolve("console.log").toFile());
    process = builder.start();
    await(() -> connector = connect());
  }

  /** Ends the process as an operating system does it, and waits until it has ended. */
  void stop() throws IOException, InterruptedException {
    connector.close();
    process.destroy();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("Karaf does not end");
    }
  }

  /** Ends the process at once, whatever it does. */
  void kill() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }

  private JMXConnector connect() throws IOException {
    String url =
        "service:jmx:rmi://%1$s:%3$d/jndi/rmi://%1$s:%2$d/karaf-root"
            .formatted(KarafFolder.HOST, folder.registryPort(), folder.serverPort());
    String[] credentials = {KarafFolder.USER, KarafFolder.USER};
    return JMXConnectorFactory.connect(
        new JMXServiceURL(url), Map.of(JMXConnector.CREDENTIALS, credentials));
  }

  MBeanServerConnection jmx() {
    try {
      return connector.getMBeanServerConnection();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An attribute of a mirror's MBean. */
  Object mirror(String name, String attribute) throws IOException, JMException {
    return jmx().getAttribute(mirrorName(name), attribute);
  }

  static ObjectName mirrorName(String name) throws JMException {
    return new ObjectName("io.camelmirror:type=Mirror,name=" + name);
  }

  /** Does something to a bundle: {@code start}, {@code stop}, {@code install}, {@code update}. */
  Object bundle(String operation, String... arguments) throws IOException, JMException {
    String[] types = new String[arguments.length];
    Arrays.fill(types, String.class.getName());
    return jmx()
        .invoke(
            new ObjectName("org.apache.karaf:type=bundle,name=root"), operation, arguments, types);
  }

  /** The names of all threads. */
  List<String> threads() throws IOException {
    ThreadMXBean threads =
        ManagementFactory.newPlatformMXBeanProxy(
            jmx(), ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
    return Stream.of(threads.dumpAllThreads(false, false)).map(ThreadInfo::getThreadName).toList();
  }

  /** How many objects of a class are in use. */
  long instances(Class<?> type) throws IOException, JMException {
    String histogram =
        (String)
            jmx()
                .invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram",
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()});
    return histogram
        .lines()
        .map(line -> line.trim().split("\\s+"))
        .filter(words -> words.length > 3 && words[3].equals(type.getName()))
        .mapToLong(words -> Long.parseLong(words[1]))
        .sum();
  }

  /** Runs commands in the shell, and gives what they print. */
  String shell(String... commands) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            folder.path() + "/bin/client",
            "-b",
            "-h",
            KarafFolder.HOST,
            "-a",
            String.valueOf(folder.sshPort()),
            "-u",
            KarafFolder.USER,
            "-p",
            KarafFolder.USER);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process client = builder.redirectErrorStream(true).start();
    try (var in = client.outputWriter()) {
      in.write(String.join("\n", commands) + "\n");
    }
    String printed = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    client.waitFor();
    return printed;
  }

  /** Karaf's own log. */
  List<String> log() {
    return lines(folder.log());
  }

  /** The lines of a file; none while it is not there. */
  static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes a configuration of a mirror, in one step. Waits until Karaf has read it and saved it
   * again: that would undo another edit.
   */
  void configure(String name, String... lines) throws IOException {
    Path written = Files.write(folder.etc().resolve("written"), List.of(lines));
    Files.setLastModifiedTime(written, LONG_AGO);
    Path file = configuration(name);
    Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
    await(() -> assertThat(Files.getLastModifiedTime(file)).isNotEqualTo(LONG_AGO));
  }

  /** Drops an archive. Karaf would take a part of it for all. */
  Path deploy(Path archive) throws IOException {
    Path copy = Files.copy(archive, folder.path().resolve(archive.getFileName()));
    return Files.move(copy, folder.path().resolve("deploy").resolve(archive.getFileName()));
  }

  Path configuration(String name) {
    return folder.etc().resolve("io.camelmirror-" + name + ".cfg");
  }

  /** Waits until something holds that may fail meanwhile. */
  static void await(ThrowingRunnable holds) {
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(100))
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(holds);
  }
}
