package io.camelmirror.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.pass.PassListener;
import io.camelmirror.pass.PassReport;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.ToDefinition;
import org.junit.jupiter.api.Test;

class LogStepsTest {

  private static final String CHANGES =
      "log:changes?exchangeFormatter=#class:io.camelmirror.camel.ChangeFormatter";

  @Test
  void keepsTheErrorHandlerFromStepsThatLogAChangeAlone() throws Exception {
    Map<String, Boolean> inherits = new HashMap<>();
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      context.addModelLifecycleStrategy(new LogSteps());
      context.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("direct:a")
                  .to("log:other")
                  .to(CHANGES)
                  .filter(header("a").isNotNull())
                  .to(CHANGES + "&level=DEBUG")
                  .to("direct:b");
            }
          });
      ProcessorDefinitionHelper.filterTypeInOutputs(
              context.getRouteDefinitions().get(0).getOutputs(), ToDefinition.class)
          .forEach(step -> inherits.put(step.getUri(), step.getInheritErrorHandler()));
    }
    assertThat(inherits)
        .containsEntry("log:other", null)
        .containsEntry(CHANGES, false)
        .containsEntry(CHANGES + "&level=DEBUG", false)
        .containsEntry("direct:b", null);
  }

  @Test
  void isWhereTheShippedRoutesAreLoaded() throws Exception {
    Main main = new Main();
    PassListener nobody =
        new PassListener() {
          @Override
          public void passEnded(PassReport report) {}

          @Override
          public void passFailed(String mirror, Exception cause) {}
        };
    Settings settings =
        Settings.of(
            Map.of("mirror.source", "/source", "mirror.replica", "/replica"),
            "the test",
            Path.of(""),
            Path.of("routes"));
    new MirrorRoutes(main, "test", null, settings, nobody);
    main.init();
    try {
      assertThat(((ModelCamelContext) main.getCamelContext()).getRouteDefinitions())
          .filteredOn(route -> Set.of("copy", "reconcile").contains(route.getRouteId()))
          .hasSize(2)
          .allSatisfy(
              route ->
                  assertThat(route.getOutputs())
                      .extracting(ProcessorDefinition::getInheritErrorHandler)
                      .containsExactly(null, false));
    } finally {
      main.stop();
    }
  }
}
