package io.camelmirror.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.Component;
import org.apache.camel.ExchangePattern;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Camel's catalogue says of the component is true, and Camel's tools find it. */
class CatalogTest extends MirrorTestSupport {

  private static final CamelCatalog CATALOG = new DefaultCamelCatalog();
  private static final ComponentModel MIRROR = CATALOG.componentModel("mirror");
  private static final ComponentModel FILE = CATALOG.componentModel("file");

  private static Set<String> names(Stream<? extends BaseOptionModel> options) {
    return options.map(BaseOptionModel::getName).collect(LinkedHashSet::new, Set::add, Set::addAll);
  }

  private static Set<String> parameters(ComponentModel model) {
    return names(model.getEndpointParameterOptions().stream());
  }

  /** The value that an object has for an option before anyone has set it. */
  private Object initial(Object target, BaseOptionModel option, String configurer) {
    PropertyConfigurer found =
        PluginHelper.getConfigurerResolver(context).resolvePropertyConfigurer(configurer, context);
    return ((PropertyConfigurerGetter) found).getOptionValue(target, option.getName(), false);
  }

  private void hasItsDefault(Object target, BaseOptionModel option, String configurer) {
    Object value = initial(target, option, configurer);
    if (Long.valueOf(-1).equals(value)) {
      // Set by the consumer.
      value =
          option.getName().equals("delay") ? marching().getDelay() : marching().getInitialDelay();
    }
    if (option.getDefaultValue() != null) {
      assertThat(value)
          .as(option.getName())
          .isEqualTo(
              context
                  .getTypeConverter()
                  .convertTo(value.getClass(), option.getDefaultValue().toString()));
    } else if (value == null || !value.getClass().getSimpleName().endsWith("Configuration")) {
      // A number without a default is off.
      assertThat(value).as(option.getName()).isIn(null, 0, ExchangePattern.InOnly);
    }
  }

  private MirrorConsumer marching() {
    try {
      return (MirrorConsumer) context.getEndpoint(apply()).createConsumer(exchange -> {});
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  static Stream<ComponentModel.EndpointOptionModel> endpointOptions() {
    return MIRROR.getEndpointParameterOptions().stream()
        .filter(option -> !option.getName().equals("replica"));
  }

  @ParameterizedTest
  @MethodSource("endpointOptions")
  void anEndpointTakesTheOptionAndHasItsDefault(ComponentModel.EndpointOptionModel option)
      throws Exception {
    hasItsDefault(context.getEndpoint(apply()), option, "mirror-endpoint");

    String name = option.isMultiValue() ? option.getPrefix() + "x" : option.getName();
    context.getEndpoint(apply() + "&" + name + "=" + sample(option));
  }

  private Object sample(BaseOptionModel option) throws Exception {
    if (option.getDefaultValue() != null) {
      return option.getDefaultValue().toString().replace("%", "%25");
    }
    if (option.getEnums() != null) {
      return option.getEnums().get(0);
    }
    if (option.getName().endsWith("Size") || option.getName().endsWith("Than")) {
      return "5";
    }
    return switch (option.getType()) {
      case "object" -> {
        Class<?> type = Class.forName(option.getJavaType().replaceAll("<.*", ""));
        if (type.isInterface() && type != Map.class) {
          Object any =
              Proxy.newProxyInstance(
                  type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> null);
          context.getRegistry().bind("any", any);
          yield "#any";
        }
        yield "spring";
      }
      case "boolean" -> "true";
      case "integer" -> "1";
      default ->
          switch (option.getName()) {
            case "bwlimit" -> "20M";
            case "window" -> "22:00-06:00";
            case "filter", "filterDirectory", "filterFile" -> "${file:size} > 1";
            default -> "x";
          };
    };
  }

  @Test
  void theComponentHasTheDefaults() {
    Component component = context.getComponent("mirror");
    assertThat(MIRROR.getComponentOptions()).hasSizeGreaterThan(20);
    MIRROR
        .getComponentOptions()
        .forEach(option -> hasItsDefault(component, option, "mirror-component"));
  }

  @Test
  void everyOptionOfTheFileComponentIsTakenOrRefused() {
    Set<String> refused = Set.of(EndpointOptions.REFUSED.split(","));
    assertThat(parameters(MIRROR)).doesNotContainAnyElementsOf(refused);

    Set<String> known = new TreeSet<>(refused);
    known.addAll(parameters(MIRROR));
    assertThat(known).containsAll(parameters(FILE));
    assertThat(parameters(FILE)).containsAll(refused);
    refused.forEach(
        name ->
            assertThatThrownBy(() -> context.getEndpoint(apply() + "&" + name + "=true"))
                .hasStackTraceContaining("mirror: does not take the option " + name));
  }

  @Test
  void whatGovernsTheMirrorIsTakenByOneEndpointOnly() {
    Set<String> governing =
        names(
            endpointOptions()
                .filter(
                    option ->
                        option.getConfigurationField() != null
                                && !option.getLabel().equals("producer")
                            || Set.of("filter", "lock").contains(option.getGroup())));
    Map<String, Object> given = new HashMap<>();
    governing.forEach(name -> given.put(name, "x"));
    assertThat(EndpointOptions.governingIn(given)).containsExactlyInAnyOrderElementsOf(governing);
  }

  @Test
  void theHeadersAreThoseOfAnExchange() throws Exception {
    write(source.resolve("folder/file"), "x");
    start(plainRoutes("repeatCount=1"));
    passes.next();

    MockEndpoint applied = getMockEndpoint("mock:applied");
    Set<String> published = names(MIRROR.getEndpointHeaders().stream());
    assertThat(published.remove(MirrorConstants.DIFFERENCES)).as("of a verification").isTrue();
    published.remove(MirrorConstants.FROM);
    assertThat(applied.getExchanges())
        .isNotEmpty()
        .allSatisfy(
            exchange ->
                assertThat(exchange.getMessage().getHeaders().keySet())
                    .containsExactlyInAnyOrderElementsOf(published));
  }

  /** As camel-report:validate, which finds the component if the plugin depends on the jar. */
  @Test
  void validatesEndpoints() {
    assertThat(
            CATALOG
                .validateEndpointProperties("mirror:/a?replica=/b&maxDelete=10%&links=skip")
                .isSuccess())
        .isTrue();
    assertThat(CATALOG.validateEndpointProperties("mirror:/a?replcia=/b").getUnknown())
        .containsExactly("replcia");
    assertThat(CATALOG.validateEndpointProperties("mirror:/a?replica=/b&delete=true").getUnknown())
        .containsExactly("delete");
    assertThat(CATALOG.validateEndpointProperties("mirror:/a").getRequired())
        .containsExactly("replica");
    assertThat(CATALOG.validateEndpointProperties("mirror:/a?replica=/b&links=no").getInvalidEnum())
        .containsKey("links");
    assertThat(
            CATALOG
                .validateConfigurationProperty("camel.component.mirror.max-delete=10%")
                .isSuccess())
        .isTrue();
  }

  @Test
  void buildsEndpoints() throws Exception {
    String uri =
        CATALOG.asEndpointUri(
            "mirror",
            Map.of("directoryName", "/a", "replica", "/b", "maxDelete", "10", "delay", "5000"),
            false);
    assertThat(uri).isEqualTo("mirror:/a?delay=5000&maxDelete=10&replica=/b");
    assertThat(CATALOG.endpointProperties(uri)).containsEntry("directoryName", "/a");
  }

  /** As tools that read the jars of a project: the list, the class, the catalogue beside it. */
  @Test
  void isFoundByItsJar() throws Exception {
    Properties list = read("META-INF/services/org/apache/camel/component.properties");
    Properties service = read("META-INF/services/org/apache/camel/component/mirror");
    DefaultCamelCatalog catalog = new DefaultCamelCatalog();
    catalog.addComponent("mirror", service.getProperty("class"));

    assertThat(list)
        .containsEntry("components", "mirror")
        .containsEntry("artifactId", MIRROR.getArtifactId())
        .containsEntry("version", MIRROR.getVersion());
    assertThat(catalog.findComponentNames()).contains("mirror");
    assertThat(getClass().getResourceAsStream("/io/camelmirror/camel/mirror.json"))
        .hasContent(CATALOG.componentJSonSchema("mirror"));
  }

  private static Properties read(String resource) throws Exception {
    Properties properties = new Properties();
    for (URL url : Collections.list(CatalogTest.class.getClassLoader().getResources(resource))) {
      if (!url.getProtocol().equals("jar")) {
        try (InputStream in = url.openStream()) {
          properties.load(in);
        }
      }
    }
    return properties;
  }

  @ParameterizedTest
  @ValueSource(strings = {"markerFile", "rename", "fileLock", "idempotent", "x"})
  void refusesOtherReadLocks(String lock) {
    assertThatThrownBy(() -> context.getEndpoint(apply() + "&read-lock=" + lock))
        .hasStackTraceContaining("=" + lock + ": it takes none or changed");
  }
}
