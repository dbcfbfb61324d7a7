package io.camelmirror.karaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelmirror.run.MirrorConfiguration;
import io.camelmirror.run.SupervisedMirror;
import io.camelmirror.run.Supervisor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mirror on camel-main, seen through JMX. */
class MirrorBeanTest {

  @TempDir Path base;

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final Supervisor supervisor = new Supervisor(new ShowingHost());

  private ObjectName name;
  private Path source;

  @BeforeEach
  void makeFolders() throws IOException, JMException {
    name = new ObjectName("io.camelmirror:type=Mirror,name=shown");
    source = Files.createDirectory(base.resolve("source"));
    Files.writeString(source.resolve("a"), "text");
  }

  @AfterEach
  void stop() {
    supervisor.close();
    assertThat(server.isRegistered(name)).isFalse();
  }

  @Test
  void showsTheStatusAndTheLastPass() throws Exception {
    configure(source);
    await(() -> "paused".equals(get("State")));
    assertThat(get("Paused")).isEqualTo(true);
    assertThat(get("LastPass")).isNull();
    assertThat(get("Pass")).isEqualTo(0L);
    assertThat(get("Seconds")).isEqualTo(0.0);

    String report = (String) server.invoke(name, "run", null, null);

    assertThat(report).startsWith("pass 1: 1 copied");
    assertThat(server.getAttributes(name, new String[] {"LastPass", "Copied", "Bytes", "Nothing"}))
        .isEqualTo(
            List.of(
                new Attribute("LastPass", report),
                new Attribute("Copied", 1L),
                new Attribute("Bytes", 4L)));
    assertThat((Double) get("Seconds")).isPositive();
    assertThat((String) get("LastPassAt")).endsWith("Z");
    assertThat(get("Settings")).isEqualTo("the test");

    server.invoke(name, "resume", null, null);
    assertThat(get("State")).isEqualTo("running");
    server.invoke(name, "pause", null, null);
    assertThat(get("State")).isEqualTo("paused");
  }

  @Test
  void saysWhyAMirrorDoesNotRun() {
    configure(base.resolve("nowhere"));

    await(() -> get("Complaint") != null);

    assertThatThrownBy(() -> server.invoke(name, "run", null, null))
        .isInstanceOf(MBeanException.class)
        .cause()
        .hasMessageStartingWith("shown is not running: the source " + base.resolve("nowhere"));
  }

  @Test
  void describesEveryAttribute() throws Exception {
    configure(source);
    await(() -> server.isRegistered(name));

    MBeanAttributeInfo[] attributes = server.getMBeanInfo(name).getAttributes();

    assertThat(Stream.of(attributes).map(MBeanAttributeInfo::getName))
        .hasSize(23)
        .doesNotHaveDuplicates();
    for (MBeanAttributeInfo attribute : attributes) {
      assertThat(attribute.getDescription()).endsWith(".");
      Object value = get(attribute.getName());
      if (value instanceof String) {
        assertThat(attribute.getType()).isEqualTo(String.class.getName());
      }
    }
  }

  private static void await(Callable<Boolean> holds) {
    Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(holds);
  }

  private Object get(String attribute) throws JMException {
    return server.getAttribute(name, attribute);
  }

  private void configure(Path from) {
    Map<String, String> values =
        Map.of(
            "mirror.source", from.toString(), "mirror.replica", base.resolve("replica").toString());
    supervisor.configure(
        new MirrorConfiguration(
            "shown", "the test", base, Path.of("routes").toAbsolutePath(), values));
  }

  /** Its mirrors start paused. */
  private static final class ShowingHost implements Supervisor.Host {

    @Override
    public Main newMain(String name) {
      Main main = new Main();
      main.setShutdownStrategy(new SimpleMainShutdownStrategy());
      return main;
    }

    @Override
    public void added(SupervisedMirror mirror) {
      mirror.pause();
      MirrorBean.register(mirror);
    }

    @Override
    public void removed(SupervisedMirror mirror) {
      MirrorBean.unregister(mirror);
    }
  }
}
