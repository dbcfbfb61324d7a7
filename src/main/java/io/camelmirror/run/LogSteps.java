package io.camelmirror.run;

import io.camelmirror.camel.ChangeFormatter;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;

/**
 * Exempts the steps that log a change from their route's error handler. These steps do not fail,
 * but the error handler would copy each exchange to be able to retry them. The YAML DSL cannot
 * exempt a single step.
 */
final class LogSteps extends ModelLifecycleStrategySupport {

  private static final String SCHEME = "log:";
  private static final String FORMATTER = ChangeFormatter.class.getName();

  @Override
  public void onAddRouteDefinition(RouteDefinition route) {
    for (ToDefinition step :
        ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class)) {
      String uri = step.getUri();
      if (uri != null && uri.startsWith(SCHEME) && uri.contains(FORMATTER)) {
        step.setInheritErrorHandler(false);
      }
    }
  }
}
