package io.camelmirror.run;

import io.camelmirror.camel.UnusableOptionException;
import io.camelmirror.tree.PathText;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.util.FileUtil;
import org.apache.camel.util.ObjectHelper;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Explains in one line why the routes did not start, with the file and the line if known. */
final class StartFailure {

  private static final Pattern FILE = Pattern.compile("file:(\\S+?\\.yaml)");

  private static final Pattern UNKNOWN_OPTION =
      Pattern.compile("Failed to resolve endpoint: ([\\w-]+):.*Unknown parameters=\\[\\{(.*?)=");

  private final CamelContext context;

  StartFailure(CamelContext context) {
    this.context = context;
  }

  /** The message for the user; empty if neither the routes nor the properties are to blame. */
  Optional<String> explain(Exception failure) {
    MarkedYamlEngineException yaml =
        ObjectHelper.getException(MarkedYamlEngineException.class, failure);
    if (yaml != null) {
      return Optional.of(explainYaml(yaml, failure));
    }
    FailedToCreateRouteException creation =
        ObjectHelper.getException(FailedToCreateRouteException.class, failure);
    if (creation != null) {
      return Optional.of(
          place(creation.getRouteId(), creation.getMessage()) + ": " + innermost(creation));
    }
    FailedToStartRouteException start =
        ObjectHelper.getException(FailedToStartRouteException.class, failure);
    if (start != null) {
      return Optional.of(place(start.getRouteId(), "") + ": " + innermost(start));
    }
    if (ObjectHelper.getException(UnusableOptionException.class, failure) != null) {
      return Optional.of("cannot start the routes: " + innermost(failure));
    }
    if (ObjectHelper.getException(PropertyBindingException.class, failure) != null) {
      return Optional.of("cannot set a property: " + innermost(failure));
    }
    return fileIn(causes(failure).map(Throwable::getMessage))
        .map(file -> "cannot read the routes: " + file + ": " + innermost(failure));
  }

  private static String explainYaml(MarkedYamlEngineException yaml, Exception failure) {
    Optional<Mark> mark = yaml.getProblemMark().or(yaml::getContextMark);
    String file =
        fileIn(
                Stream.concat(
                    mark.map(Mark::getName).stream(), causes(failure).map(Throwable::getMessage)))
            .orElse("a route file");
    String line = mark.map(m -> ", line " + (m.getLine() + 1)).orElse("");
    return "cannot read the routes: " + file + line + ": " + yaml.getProblem();
  }

  private static Optional<String> fileIn(Stream<String> texts) {
    return texts
        .filter(text -> text != null)
        .map(FILE::matcher)
        .filter(Matcher::find)
        .map(match -> match.group(1))
        .findFirst();
  }

  private String place(String routeId, String message) {
    RouteDefinition route =
        routeId == null
            ? null
            : context
                .getCamelContextExtension()
                .getContextPlugin(Model.class)
                .getRouteDefinition(routeId);
    if (route == null || route.getLocation() == null) {
      return "cannot start the routes";
    }
    int line = line(route, message).orElse(route.getInput().getLineNumber());
    return "cannot start the routes: " + FileUtil.stripPath(route.getLocation()) + ", line " + line;
  }

  /** The line of the step that Camel's message quotes as {@code >>> step <<<}. */
  private static Optional<Integer> line(ProcessorDefinition<?> above, String message) {
    for (ProcessorDefinition<?> step : above.getOutputs()) {
      if (message.contains(">>> " + step + " <<<")) {
        return Optional.of(step.getLineNumber());
      }
      Optional<Integer> below = line(step, message);
      if (below.isPresent()) {
        return below;
      }
    }
    return Optional.empty();
  }

  private static String innermost(Throwable failure) {
    return causes(failure)
        .reduce((outer, inner) -> inner)
        .map(cause -> cause.getMessage() == null ? cause.toString() : cause.getMessage())
        .map(StartFailure::shorten)
        .map(PathText::of)
        .orElseThrow();
  }

  /** Removes the parts of Camel's messages that do not help to find the place. */
  private static String shorten(String message) {
    Matcher unknown = UNKNOWN_OPTION.matcher(message);
    if (unknown.find()) {
      return "unknown option " + unknown.group(2) + " of " + unknown.group(1) + ":";
    }
    return message
        .replaceFirst(" from text: .*", "")
        .replaceFirst(", please check your .*", "")
        .replaceFirst(" on bean: .*", "");
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
  }
}
