package io.camelmirror.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertiesSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The options that the component accepts and refuses. */
class ComponentTest extends MirrorTestSupport {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete=true",
        "move=.done",
        "preMove=x",
        "moveFailed=x",
        "autoCreate=true",
        "readLock=markerFile",
        "readLock=rename",
        "readLock=fileLock",
        "processStrategy=#x",
        "exclusiveReadLockStrategy=#x"
      })
  void refusesWhatWouldTouchTheSource(String option) {
    assertThatThrownBy(() -> context.getEndpoint(apply() + "&" + option))
        .hasRootCauseInstanceOf(IllegalArgumentException.class)
        .hasStackTraceContaining("a mirror only reads its source")
        .hasStackTraceContaining(option.substring(0, option.indexOf('=')));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "idempotent=true",
        "recursive=false",
        "sortBy=file:name",
        "shuffle=true",
        "maxMessagesPerPoll=5",
        "doneFileName=x",
        "fileExist=Append",
        "tempPrefix=x"
      })
  void refusesWhatTheMarchDoesInAnotherWay(String option) {
    assertThatThrownBy(() -> context.getEndpoint(apply() + "&" + option))
        .hasStackTraceContaining(
            "does not take the option " + option.substring(0, option.indexOf('=')));
  }

  @Test
  void refusesUnknownOptions() {
    assertThatThrownBy(() -> context.getEndpoint(apply() + "&replcia=x"))
        .hasMessageContaining("replcia");
  }

  @Test
  void refusesAReplicaInsideTheSource() {
    String uri = "mirror:" + source + "?replica=" + source.resolve("inner");
    assertThatThrownBy(() -> context.getEndpoint(uri).start())
        .hasMessageContaining("lies in the source");
  }

  @Test
  void refusesAnUnknownChoiceOfProblemsToLog() {
    MirrorComponent component = context.getComponent("mirror", MirrorComponent.class);
    assertThatThrownBy(() -> component.setLogProblems("none"))
        .hasMessage("logProblems is new or all, not 'none'");
  }

  @Test
  void needsAReplica() {
    assertThatThrownBy(() -> context.getEndpoint("mirror:" + source).start())
        .hasMessageContaining("needs the option replica");
  }

  @Test
  void refusesToBePolledForSingleChanges() {
    assertThatThrownBy(() -> context.getEndpoint(apply()).createPollingConsumer())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aProducerNeedsAnExchangeThatCarriesAChange() throws Exception {
    context.start();
    assertThat(template.request(apply(), exchange -> exchange.getIn().setBody("x")).getException())
        .hasMessageContaining("carries no change");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "q?x=1",
        "h#h",
        "50%25",
        "a+b",
        "a&b",
        "br{{ace}}",
        "${x}",
        "é",
        "new\nline"
      })
  void takesAnyFolderNameFromAProperty(String name) throws Exception {
    Path folder = Files.createDirectory(base.resolve(name));
    Files.writeString(folder.resolve("file"), "x");
    Path copy = base.resolve(name + " copy");
    Properties properties = new Properties();
    properties.setProperty("from", folder.toString());
    properties.setProperty("to", copy.toString());
    context.getPropertiesComponent().setOverrideProperties(properties);
    String uri = "mirror:property:from?replica=property:to";

    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(uri + "&initialDelay=0&repeatCount=1").to(uri);
          }
        });
    passes.next();

    assertThat(copy.resolve("file")).hasContent("x");
  }

  /** As Spring Boot and Quarkus offer their configuration. */
  @Test
  void takesAFolderFromAPropertyThatIsNotInAFile() throws Exception {
    context
        .getPropertiesComponent()
        .addPropertiesSource(
            new PropertiesSource() {
              @Override
              public String getName() {
                return "elsewhere";
              }

              @Override
              public String getProperty(String name) {
                return name.equals("from") ? source.toString() : null;
              }
            });

    MirrorEndpoint endpoint =
        context.getEndpoint("mirror:property:from?replica=" + replica, MirrorEndpoint.class);

    assertThat(endpoint.getFile()).isEqualTo(source.toFile());
  }

  @Test
  void namesAPropertyThatIsMissing() {
    assertThatThrownBy(() -> context.getEndpoint("mirror:property:nowhere?replica=x"))
        .hasStackTraceContaining("there is no property nowhere");
  }

  @Test
  void startsNothingByItself() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (DefaultCamelContext other = new DefaultCamelContext()) {
      other.start();
      other.getComponent("mirror");
      Set<Thread> after = Thread.getAllStackTraces().keySet();
      assertThat(
              after.stream()
                  .filter(thread -> !before.contains(thread))
                  .map(Thread::getName)
                  .collect(Collectors.toSet()))
          .noneMatch(name -> name.startsWith("mirror"));
      assertThat(other.getRoutes()).isEmpty();
    }
  }
}
