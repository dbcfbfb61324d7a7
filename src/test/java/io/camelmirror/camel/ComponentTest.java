package io.camelmirror.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.util.ObjectHelper;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The options that the component accepts and refuses. */
class ComponentTest extends MirrorTestSupport {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete=true",
        "DELETE=true",
        "move-failed=x",
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
    assertThatThrownBy(() -> start(consumerOf(uri))).hasStackTraceContaining("lies in the source");
  }

  private static RouteBuilder consumerOf(String uri) {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from(uri).to("mock:changes");
      }
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "maxDelete=lots | a number (1000), a percentage (50%) or off",
        "reconcile=Pass | pass, interval, schedule, a duration (10m) or a Quartz cron expression",
        "reconcile=0s | pass, interval, schedule, a duration (10m) or a Quartz cron expression",
        "delay=often | milliseconds (500) or a duration (30s, 5m, 1h30m)",
        "delay=0s | milliseconds (500) or a duration (30s, 5m, 1h30m) above 0",
        "settle=-5s | milliseconds (500) or a duration (30s, 5m, 1h30m)",
        "settle=5 s | milliseconds (500) or a duration (30s, 5m, 1h30m)",
        "threads=-3 | a whole number",
        "threads=99999999999 | a whole number",
        "threads= | a whole number",
        "FSYNC=1 | true or false",
        "no-delete=yes | true or false",
        "safety.trashKeep=long | milliseconds (500) or a duration (30s, 5m, 1h30m)",
        "links=no | keep, follow, skip",
        "max-size=big | a number of bytes and a unit (500KB, 10MB, 1GB)",
        "minSize=0 | a number of bytes and a unit (500KB, 10MB, 1GB)",
        "newerThan=yesterday | milliseconds (500) or a duration (30s, 5m, 1h30m)",
      })
  void saysWhatAnOptionTakes(String option, String takes) {
    assertThatThrownBy(() -> context.getEndpoint(apply() + "&" + option))
        .hasStackTraceContaining("mirror: does not take " + option + ": it takes " + takes);
  }

  /** Every option in the catalogue that does not take any text. */
  static List<String> optionsWithAType() throws Exception {
    Map<?, ?> catalogue;
    try (Reader json =
        new InputStreamReader(
            ComponentTest.class.getResourceAsStream("/META-INF/io/camelmirror/camel/mirror.json"),
            StandardCharsets.UTF_8)) {
      catalogue = (Map<?, ?>) Jsoner.deserialize(json);
    }
    return ((Map<?, ?>) catalogue.get("properties"))
        .entrySet().stream()
            .filter(option -> !"string".equals(((Map<?, ?>) option.getValue()).get("type")))
            .map(option -> option.getKey().toString())
            .filter(name -> !Set.of("directoryName", "schedulerProperties").contains(name))
            .toList();
  }

  @ParameterizedTest
  @MethodSource("optionsWithAType")
  void refusesAValueThatDoesNotParse(String name) {
    assertThatThrownBy(() -> context.getEndpoint(apply() + "&" + name + "=abc"))
        .satisfies(
            refused ->
                assertThat(ObjectHelper.getException(IllegalArgumentException.class, refused))
                    .hasMessageMatching("mirror: (does not take|takes) .*")
                    .hasMessageContaining(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "include=[",
        "filterFile=${no",
        "scheduler=cron",
        "filter=#none",
        "ignore=[a",
        "unignore=!a"
      })
  void refusesATextThatDoesNotParse(String option) {
    assertThatThrownBy(() -> context.getEndpoint(apply() + "&" + option))
        .hasStackTraceContaining("mirror: does not take " + option + ": ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delay=500",
        "delay=1m30s",
        "trashKeep=2592000000ms",
        "delay=PT5S",
        "initialDelay=0",
        "threads=RAW(2)",
        "settle=0",
        "reconcile=10m",
        "reconcile=0 0 3 * * ?",
        "reconcile=0+0+3+*+*+?",
        "links=FOLLOW",
        "exchangePattern=inonly",
        "maxDelete=7%25",
        "pollStrategy=#class:org.apache.camel.support.DefaultPollingConsumerPollStrategy",
        "no-delete=TRUE",
        "ignore=*.o",
        "max-size=10MB",
        "olderThan=5m"
      })
  void takesWhatParses(String option) {
    assertThat(context.getEndpoint(apply() + "&" + option)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"replica", "REPLICA"})
  void takesAnOptionOnlyOnce(String name) {
    assertThatThrownBy(() -> context.getEndpoint(apply() + "&" + name + "=/elsewhere"))
        .hasStackTraceContaining("mirror: takes the option " + name + " only once");
  }

  /** A folder's name in a plain URI, and the folder that is meant; null if it is refused. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "refused",
      value = {
        "plain | plain",
        "a b | a b",
        "a%20b | a b",
        "a+b | refused",
        "a%2Bb | refused",
        "50% | 50%",
        "a%25b | a%b",
        "a%2541 | a%41",
        "a%2Fb | a/b",
        "a%26b | refused",
        "a&b | refused",
        "a&noDelete=x | refused",
        "a?b | a?b",
        "a%3Fb | a?b",
        "a#b | a#b",
        "é日本 | é日本",
        "%C3%A9 | é",
        "%FF | refused",
        "a{b} | a{b}",
        "~`\"'\\ | ~`\"'\\",
        "a=b;c,d:e@f | a=b;c,d:e@f",
      })
  void aPlainUriNamesTheReplicaThatIsMeant(String written, String meant) {
    String uri = "mirror:" + source + "?replica=" + base + "/" + written;
    for (String more : new String[] {"", "&delay=20"}) {
      if (meant == null) {
        assertThatThrownBy(() -> context.getEndpoint(uri + more)).hasMessageContaining("mirror:");
      } else {
        MirrorEndpoint endpoint = context.getEndpoint(uri + more, MirrorEndpoint.class);
        assertThat(endpoint.getReplica()).isEqualTo(base + "/" + meant);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "refused",
      value = {
        "a b | a b",
        "a%20b | a b",
        "a+b | a+b",
        "a%2Bb | a+b",
        "50% | 50%",
        "a%25b | a%b",
        "a%2541 | refused",
        "a%2525b | refused",
        "a&b | a&b",
        "a%26b | a&b",
        "a%3Fb | refused",
        "a#b | a#b",
        "é日本 | é日本",
        "%C3%A9 | é",
        "%FF | refused",
      })
  void aPlainUriNamesTheSourceThatIsMeant(String written, String meant) {
    String uri = "mirror:" + base + "/" + written + "?replica=" + replica;
    if (meant == null) {
      assertThatThrownBy(() -> context.getEndpoint(uri))
          .hasStackTraceContaining("put the path into a property and write property:NAME");
    } else {
      MirrorEndpoint endpoint = context.getEndpoint(uri, MirrorEndpoint.class);
      assertThat(endpoint.getFile()).isEqualTo(base.resolve(meant).toFile());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a+b", "a b", "50%", "a%41", "a&b", "a?b", "a)b", "é"})
  void rawNamesTheFolderAsItIs(String name) {
    String uri = apply() + "&trash=RAW(" + base + "/" + name + ")";
    assertThat(context.getEndpoint(uri, MirrorEndpoint.class).getSafety().getTrash())
        .isEqualTo(base + "/" + name);
  }

  @Test
  void rawThatCamelReadsInAnotherWayIsRefused() {
    assertThatThrownBy(() -> context.getEndpoint(apply() + "&trash=RAW(/x/50%25)"))
        .hasStackTraceContaining("trash is written as 'RAW(/x/50%25)', but Camel reads '/x/50%'");
  }

  /** The parameters of a YAML route become a URI before the component sees them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "refused",
      value = {
        "a b | a b",
        "a+b | refused",
        "a&b | refused",
        "RAW(BASE/a+b) | a+b",
        "RAW(BASE/a&b) | a&b",
        "50% | 50%"
      })
  void aParameterInYamlNamesTheReplicaThatIsMeant(String written, String meant) throws Exception {
    String value =
        written.startsWith("RAW") ? written.replace("BASE", "" + base) : base + "/" + written;
    String yaml =
        """
        - route:
            from:
              uri: mirror:%s
              parameters:
                replica: "%s"
                repeatCount: 1
                initialDelay: 0
              steps:
                - to:
                    uri: mirror:%s
                    parameters:
                      replica: "%s"
        """
            .formatted(source, value, source, value);
    write(source.resolve("file"), "x");
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(ResourceHelper.fromString("plain.camel.yaml", yaml));
    if (meant == null) {
      assertThatThrownBy(context::start).hasStackTraceContaining("mirror:");
    } else {
      context.start();
      passes.next();
      assertThat(base.resolve(meant).resolve("file")).hasContent("x");
    }
  }

  @Test
  void refusesAnUnknownChoiceOfWhatToLog() {
    MirrorComponent component = context.getComponent("mirror", MirrorComponent.class);
    assertThatThrownBy(() -> component.setLogProblems("none"))
        .hasMessage("logProblems is new or all, not 'none'");
    assertThatThrownBy(() -> component.setLogUnchanged("none"))
        .hasMessage("logUnchanged is new or all, not 'none'");
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
