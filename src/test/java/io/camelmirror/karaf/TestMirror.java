package io.camelmirror.karaf;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.testing.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;

/** A mirror in Karaf, with folders of its own; it ends with its test. */
final class TestMirror implements AutoCloseable {

  private final Karaf karaf;
  private final String name;
  private final Path source;
  private final Path replica;

  /** Makes its folders; nothing runs before {@link #configure}. */
  TestMirror(Karaf karaf, String name, Path base) throws IOException {
    this.karaf = karaf;
    this.name = name;
    source = Files.createDirectory(base.resolve(name + "-source"));
    replica = Files.createDirectory(base.resolve(name + "-replica"));
  }

  Path source() {
    return source;
  }

  Path replica() {
    return replica;
  }

  String name() {
    return name;
  }

  /** Writes its file, with these lines after those that name its folders. */
  void configure(String... lines) throws IOException {
    List<String> all = new ArrayList<>();
    all.add("mirror.source=" + source);
    all.add("mirror.replica=" + replica);
    all.addAll(List.of(lines));
    karaf.configure(name, all.toArray(String[]::new));
  }

  /** What JMX shows. */
  Object get(String attribute) throws IOException, JMException {
    return karaf.mirror(name, attribute);
  }

  Object invoke(String operation) throws IOException, JMException {
    return karaf.jmx().invoke(Karaf.mirrorName(name), operation, null, null);
  }

  void awaitEqual() {
    Karaf.await(() -> assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source)));
  }

  void awaitGet(String attribute, Object expected) {
    Karaf.await(() -> assertThat(get(attribute)).isEqualTo(expected));
  }

  /** Makes sure that it makes passes: what comes to the source comes to the replica. */
  void awaitNew(String file) throws IOException {
    Files.writeString(source.resolve(file), file);
    awaitEqual();
  }

  /** Waits for a line of Karaf's log that holds all of this. */
  void awaitLogged(String... parts) {
    Karaf.await(() -> assertThat(karaf.log()).anyMatch(line -> holds(line, parts)));
  }

  private boolean holds(String line, String... parts) {
    return line.contains("| " + name + ": ") && List.of(parts).stream().allMatch(line::contains);
  }

  @Override
  public void close() throws IOException, JMException {
    Files.deleteIfExists(karaf.configuration(name));
    Karaf.await(() -> assertThat(karaf.jmx().isRegistered(Karaf.mirrorName(name))).isFalse());
  }
}
