package io.camelmirror.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelmirror.testing.TreeSnapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Routes in each of Camel's languages, and the means that Camel has to test and to template them.
 */
class DslTest extends MirrorTestSupport {

  private void load(String name, String text) throws Exception {
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(
            ResourceHelper.fromString(
                name, text.replace("SOURCE", "" + source).replace("REPLICA", "" + replica)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      value = {
        "m.xml => <routes><route>"
            + "<from uri=\"mirror:SOURCE?replica=REPLICA&amp;initialDelay=0&amp;repeatCount=1\"/>"
            + "<to uri=\"mirror:SOURCE?replica=REPLICA\"/></route><route>"
            + "<from uri=\"mirror:SOURCE?replica=REPLICA&amp;orphans=true\"/>"
            + "<to uri=\"mirror:SOURCE?replica=REPLICA\"/></route></routes>",
        "m.yaml => [{from: {uri: mirror, parameters: {directoryName: SOURCE, replica: REPLICA,"
            + " initialDelay: 0, repeatCount: 1, exclude: '.*[.]bak'}, steps: [{to: {uri: mirror,"
            + " parameters: {directoryName: SOURCE, replica: REPLICA}}}]}}, {from: {uri: mirror,"
            + " parameters: {directoryName: SOURCE, replica: REPLICA, orphans: true}, steps: [{to:"
            + " {uri: mirror, parameters: {directoryName: SOURCE, replica: REPLICA}}}]}}]"
      })
  void mirrorsFromEachLanguage(String name, String routes) throws Exception {
    write(source.resolve("a/b"), "x");
    write(replica.resolve("old"), "x");
    load(name, routes);
    context.start();

    assertThat(passes.next().deleted()).isEqualTo(1);
    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
  }

  @Test
  void adviceReplacesWhatAppliesAndTheChangeIsSkipped() throws Exception {
    write(source.resolve("a"), "x");
    context.addRoutes(plainRoutes("repeatCount=1"));
    AdviceWith.adviceWith(context, "copy", advice -> advice.mockEndpointsAndSkip("mirror:*"));
    context.start();

    assertThat(passes.next().skipped()).isPositive();
    assertThat(TreeSnapshot.paths(replica)).isEmpty();
  }

  @Test
  void adviceWeavesStepsAroundTheApply() throws Exception {
    write(source.resolve("a"), "x");
    context.addRoutes(plainRoutes("repeatCount=1"));
    AdviceWith.adviceWith(
        context,
        "copy",
        advice -> {
          advice.weaveByToUri("mirror:*").before().to("mock:before");
          advice.weaveAddLast().to("mock:last");
        });
    NotifyBuilder done = new NotifyBuilder(context).fromRoute("copy").whenDone(1).create();
    NotifyBuilder none = new NotifyBuilder(context).whenFailed(1).create();
    context.start();

    assertThat(done.matches(20, TimeUnit.SECONDS)).isTrue();
    assertThat(none.matches()).isFalse();
    assertThat(getMockEndpoint("mock:before").getExchanges())
        .extracting(exchange -> exchange.getIn().getHeader("CamelFileName"))
        .contains("a");
    assertThat(replica.resolve("a")).hasContent("x");
  }

  /** The test of a user's steps, without a mirror. */
  @Test
  void anotherEndpointReplacesTheConsumer() throws Exception {
    context.addRoutes(plainRoutes(""));
    AdviceWith.adviceWith(
        context,
        "copy",
        advice -> {
          advice.replaceFromWith("direct:change");
          advice.weaveByToUri("mirror:*").replace().to("mock:apply");
        });
    MockEndpoint apply = getMockEndpoint("mock:apply");
    apply.expectedHeaderReceived("CamelFileName", "a");
    context.start();

    template.sendBodyAndHeader("direct:change", "x", "CamelFileName", "a");

    apply.assertIsSatisfied();
    assertThat(TreeSnapshot.paths(replica)).isEmpty();
  }

  @Test
  void templatesOfOnesOwnMirror() throws Exception {
    write(source.resolve("a"), "x");
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            routeTemplate("own")
                .templateParameter("from")
                .templateParameter("to")
                .templateOptionalParameter("exclude")
                .from("mirror:{{from}}?replica={{to}}&initialDelay=0&exclude={{?exclude}}")
                .to("mirror:{{from}}?replica={{to}}");
          }
        });
    context.addRouteFromTemplate(
        "it", "own", Map.of("from", source.toString(), "to", replica.toString()));
    context.start();

    assertThat(passes.next().copied()).isEqualTo(1);
  }

  /** Two mirrors from the template that the jar brings; Quartz asks for the deletes of one. */
  @Test
  void theShippedTemplateMakesSeveralMirrors() throws Exception {
    loadTemplate();
    for (String name : List.of("one", "two")) {
      Path from = base.resolve(name);
      write(from.resolve("new"), name);
      write(from.resolve("x.bak"), name);
      write(base.resolve(name + "-copy/old"), name);
      Map<String, Object> parameters =
          Map.of(
              "name",
              name,
              "source",
              "" + from,
              "replica",
              from + "-copy",
              "interval",
              "20ms",
              "exclude",
              ".*[.]bak");
      for (String route : List.of("mirror", "mirror-reconcile", "mirror-schedule")) {
        context.addRouteFromTemplate(name + "-" + route, route, parameters);
      }
    }
    context.start();

    for (String name : List.of("one", "two")) {
      Path copy = base.resolve(name + "-copy");
      Awaitility.await()
          .untilAsserted(() -> assertThat(TreeSnapshot.paths(copy)).containsExactly("new"));
      assertThat(copy.resolve("new")).hasContent(name);
    }
  }

  @Test
  void theShippedTemplateNamesWhatIsMissing() throws Exception {
    loadTemplate();
    assertThatThrownBy(
            () -> context.addRouteFromTemplate(null, "mirror", Map.of("name", "x", "source", "/x")))
        .hasMessageContaining("replica");
  }

  private void loadTemplate() throws Exception {
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(
            PluginHelper.getResourceLoader(context)
                .resolveResource("classpath:camel-mirror/mirror-template.camel.yaml"));
  }
}
