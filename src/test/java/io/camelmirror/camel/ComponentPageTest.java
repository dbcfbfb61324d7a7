package io.camelmirror.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.ToolProvider;
import org.apache.camel.Component;
import org.apache.camel.Route;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.PropertyBindingSupport;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The component's page has the tables of the catalogue, and its examples run as they are printed.
 */
class ComponentPageTest extends MirrorTestSupport {

  private static final Path PAGE = Path.of("docs/component.md");
  private static final String WRITE = "page.write";
  private static final String AGAIN = "mvn test -Dtest=ComponentPageTest -D" + WRITE + "=true";

  /** A block of code: its language and its text. */
  private static final Pattern EXAMPLE =
      Pattern.compile("```(yaml|java|xml|properties)\n(.*?)```", Pattern.DOTALL);

  private static String page() throws Exception {
    return Files.readString(PAGE);
  }

  // ---- tables

  private static String table(List<? extends BaseOptionModel> options) {
    return options.stream()
        .map(
            option ->
                row(
                    "**" + option.getName() + "** (" + option.getGroup() + ")",
                    (option.isRequired() ? "**Required** " : "")
                        + option.getDescription()
                        + values(option),
                    code(option.getDefaultValue()),
                    type(option)))
        .collect(
            Collectors.joining(
                "", "| Name | Description | Default | Type |\n|---|---|:-:|---|\n", ""));
  }

  private static String row(String... cells) {
    return Arrays.stream(cells)
        .map(cell -> cell.replace("|", "\\|").strip())
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String values(BaseOptionModel option) {
    return option.getEnums() == null
        ? ""
        : option.getEnums().stream()
            .map(value -> "`" + value + "`")
            .collect(Collectors.joining(", ", " Values: ", "."));
  }

  private static String code(Object value) {
    return value == null || value.toString().isEmpty() ? "" : "`" + value + "`";
  }

  private static String type(BaseOptionModel option) {
    return option.getJavaType().replaceAll("<.*", "").replaceAll(".*[.$]", "");
  }

  private static String tables() {
    ComponentModel model = new DefaultCamelCatalog().componentModel("mirror");
    return "\n### Component options\n\nThe component supports "
        + model.getComponentOptions().size()
        + " options:\n\n"
        + table(model.getComponentOptions())
        + "\n### Endpoint options\n\n```text\n"
        + model.getSyntax()
        + "\n```\n\n#### Path parameters ("
        + model.getEndpointPathOptions().size()
        + ")\n\n"
        + table(model.getEndpointPathOptions())
        + "\n#### Query parameters ("
        + model.getEndpointParameterOptions().size()
        + ")\n\n"
        + table(model.getEndpointParameterOptions())
        + "\n### Message headers\n\nThe component sets "
        + model.getEndpointHeaders().size()
        + " headers. Their names are constants of `MirrorConstants`:\n\n"
        + table(model.getEndpointHeaders())
        + "\n";
  }

  private String parameters() throws Exception {
    loadTemplate();
    StringBuilder rows =
        new StringBuilder(
            "\n| Template | Parameter | Default | Description |\n|---|---|:-:|---|\n");
    for (RouteTemplateDefinition template : context.getRouteTemplateDefinitions()) {
      template.getTemplateParameters().stream()
          .filter(parameter -> parameter.getDescription() != null)
          .forEach(
              parameter ->
                  rows.append(
                      row(
                          code(template.getId()),
                          "**" + parameter.getName() + "**",
                          code(parameter.getDefaultValue()),
                          parameter.getDescription())));
    }
    return rows + "\n";
  }

  private static String with(String page, String section, String text) {
    String start = "<!-- " + section + ": START -->\n";
    String end = "<!-- " + section + ": END -->";
    return page.substring(0, page.indexOf(start) + start.length())
        + text
        + page.substring(page.indexOf(end));
  }

  @Test
  void theTablesAreThoseOfTheCatalogue() throws Exception {
    String right = with(page(), "options", tables());
    right = with(right, "template parameters", parameters());
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(PAGE, right);
    }
    assertThat(page()).as("to generate the tables again: " + AGAIN).isEqualTo(right);
  }

  // ---- examples

  private static List<MatchResult> examples() throws Exception {
    return EXAMPLE.matcher(page()).results().toList();
  }

  static IntStream numbers() throws Exception {
    return IntStream.range(0, examples().size());
  }

  private void loadTemplate() throws Exception {
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(
            PluginHelper.getResourceLoader(context)
                .resolveResource("classpath:camel-mirror/mirror-template.camel.yaml"));
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void theExampleRuns(int number) throws Exception {
    MatchResult example = examples().get(number);
    String text =
        example
            .group(2)
            .replace("/data/docs", source.toString())
            .replace("/backup/docs", replica.toString())
            .replace("/backup/trash", base.resolve("trash").toString());
    switch (example.group(1)) {
      case "properties" -> bind(text);
      case "java" -> run(text, compiled(text));
      default -> {
        if (text.contains("<artifactId>")) {
          assertThat(text).contains("<groupId>io.camelmirror</groupId>");
        } else {
          if (text.contains("routeTemplateRef")) {
            loadTemplate();
          }
          PluginHelper.getRoutesLoader(context)
              .loadRoutes(ResourceHelper.fromString("example." + example.group(1), text));
          run(text, null);
        }
      }
    }
  }

  private void run(String text, RoutesBuilder routes) throws Exception {
    write(source.resolve("folder/file"), "x");
    write(replica.resolve("old"), "x");
    if (routes != null) {
      context.addRoutes(routes);
    }
    context.start();
    marching().makePass();

    assertThat(replica.resolve("folder/file")).hasContent("x");
    if (!text.contains("reconcile")) {
      assertThat(replica.resolve("old")).exists();
      return;
    }
    // Those on a schedule are asked for as Quartz would.
    template.sendBody(apply() + "&operation=reconcile", null);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(replica.resolve("old")).doesNotExist());
  }

  private MirrorConsumer marching() {
    return context.getRoutes().stream()
        .map(Route::getConsumer)
        .filter(MirrorConsumer.class::isInstance)
        .map(MirrorConsumer.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private void bind(String text) throws Exception {
    Properties properties = new Properties();
    properties.load(new StringReader(text));
    Map<String, Object> options = new TreeMap<>();
    properties.forEach(
        (key, value) -> options.put(key.toString().replace("camel.component.mirror.", ""), value));
    Component component = context.getComponent("mirror");
    PropertyBindingSupport.build()
        .withConfigurer(component.getComponentPropertyConfigurer())
        .withMandatory(true)
        .bind(context, component, options);
    assertThat(options).as("not bound").isEmpty();
  }

  /** A route builder with the text as its configuration. */
  private RoutesBuilder compiled(String text) throws Exception {
    Path file = base.resolve("classes/Example.java");
    write(
        file,
        "import io.camelmirror.camel.NotWorthRedelivery;\nimport org.apache.camel.LoggingLevel;\n"
            + "public class Example extends org.apache.camel.builder.RouteBuilder {\n"
            + "public void configure() {\n"
            + text
            + "}}\n");
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                errors,
                "-proc:none",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                file.toString());
    assertThat(result).as(errors.toString()).isZero();
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {file.getParent().toUri().toURL()}, getClass().getClassLoader())) {
      return (RoutesBuilder) loader.loadClass("Example").getDeclaredConstructor().newInstance();
    }
  }
}
