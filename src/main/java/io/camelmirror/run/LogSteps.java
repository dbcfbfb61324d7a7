package io.camelmirror.run;

import io.camelmirror.camel.ChangeFormatter;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;

/**
 * Keeps a route's error handler away from steps that log a change and cannot fail. It would copy
 * each exchange there, to try again what never has to be; YAML has no word for a step without one.
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
