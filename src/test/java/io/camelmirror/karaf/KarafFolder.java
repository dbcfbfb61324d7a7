package io.camelmirror.karaf;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An unpacked Karaf of a test's own: bound to the loopback address, at ports that nobody has, with
 * a user, with Camel's features, and with no repository to download from.
 *
 * @param sshPort where its shell listens
 * @param registryPort where JMX is looked up
 * @param serverPort where JMX answers
 */
record KarafFolder(Path path, int sshPort, int registryPort, int serverPort) {

  static final String HOST = "127.0.0.1";
  static final String USER = "karaf";

  private static final String CAMEL_KARAF =
      "mvn:org.apache.camel.karaf/apache-camel/4.14.5/xml/features";

  /** What Karaf's feature scr would download, to show components in its shell and web console. */
  private static final List<String> NOT_NEEDED =
      List.of(
          "org.apache.karaf.scr/org.apache.karaf.scr.management",
          "org.apache.karaf.scr/org.apache.karaf.scr.state",
          "org.apache.felix/org.apache.felix.inventory",
          "org.apache.felix/org.apache.felix.webconsole.plugins.ds");

  /** Copies an unpacked Karaf and makes it fit for tests. */
  static KarafFolder copy(Path unpacked, Path path, CamelFeatures camel, Path repository)
      throws IOException {
    copyTree(unpacked, path);
    int[] ports = freePorts(3);
    KarafFolder folder = new KarafFolder(path, ports[0], ports[1], ports[2]);
    folder.configure(camel, repository);
    return folder;
  }

  Path etc() {
    return path.resolve("etc");
  }

  Path log() {
    return path.resolve("data/log/karaf.log");
  }

  private void configure(CamelFeatures camel, Path repository) throws IOException {
    append("etc/org.apache.karaf.shell.cfg", "sshHost=" + HOST, "sshPort=" + sshPort);
    append(
        "etc/org.apache.karaf.management.cfg",
        "rmiRegistryHost=" + HOST,
        "rmiRegistryPort=" + registryPort,
        "rmiServerHost=" + HOST,
        "rmiServerPort=" + serverPort);
    append(
        "etc/users.properties",
        USER + " = " + USER + ",_g_:admingroup",
        "_g_\\:admingroup = group,admin,manager,viewer,systembundles,ssh");
    append(
        "etc/org.ops4j.pax.url.mvn.cfg",
        "org.ops4j.pax.url.mvn.repositories=",
        "org.ops4j.pax.url.mvn.localRepository=" + repository);
    // Its files are looked at more often than once a second.
    append("etc/custom.properties", "felix.fileinstall.poll=200");
    Files.writeString(path.resolve("camel-features.xml"), camel.toXml());
    Path features = path.resolve("etc/org.apache.karaf.features.cfg");
    Files.writeString(
        features,
        Files.readString(features)
            .replace(
                "featuresRepositories = ",
                "featuresRepositories = file:" + path.resolve("camel-features.xml") + ","));
    Files.writeString(
        path.resolve("etc/org.apache.karaf.features.xml"),
        """
        <featuresProcessing xmlns="http://karaf.apache.org/xmlns/features-processing/v1.0.0">
          <blacklistedRepositories>
            <repository>%s</repository>
          </blacklistedRepositories>
          <blacklistedBundles>
            %s
          </blacklistedBundles>
        </featuresProcessing>
        """
            .formatted(CAMEL_KARAF, notNeeded()));
  }

  private static String notNeeded() {
    return NOT_NEEDED.stream()
        .map(bundle -> "<bundle>mvn:" + bundle + "</bundle>")
        .collect(Collectors.joining());
  }

  /** The last of several lines with one key counts. */
  private void append(String file, String... lines) throws IOException {
    Path target = path.resolve(file);
    Files.writeString(target, "\n", StandardOpenOption.APPEND);
    Files.write(target, List.of(lines), StandardOpenOption.APPEND);
  }

  private static void copyTree(Path from, Path to) throws IOException {
    CopyOption[] options = {StandardCopyOption.COPY_ATTRIBUTES};
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        Files.copy(path, to.resolve(from.relativize(path)), options);
      }
    }
  }

  private static int[] freePorts(int count) throws IOException {
    ServerSocket[] sockets = new ServerSocket[count];
    int[] ports = new int[count];
    try {
      for (int i = 0; i < count; i++) {
        sockets[i] = new ServerSocket(0, 1, InetAddress.getByName(HOST));
        ports[i] = sockets[i].getLocalPort();
      }
      return ports;
    } finally {
      for (ServerSocket socket : sockets) {
        if (socket != null) {
          socket.close();
        }
      }
    }
  }
}
