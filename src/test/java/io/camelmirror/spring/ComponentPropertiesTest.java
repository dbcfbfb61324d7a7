package io.camelmirror.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelmirror.camel.MirrorComponent;
import io.camelmirror.diff.Fidelity;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ComponentCustomizer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** What Spring Boot's configuration says of the component. */
class ComponentPropertiesTest {

  private final DefaultCamelContext context = new DefaultCamelContext();
  private StandardEnvironment environment;

  @AfterEach
  void close() throws IOException {
    context.close();
  }

  @Test
  void everyOptionIsSetAsSpringBootWritesIt() {
    given(
        Map.of(
            "name", "docs",
            "dry-run", "true",
            "log-problems", "all",
            "safety.max-delete", "1",
            "safety.trashKeep", "5d",
            "fidelity.links", "skip",
            "fidelity.all", "${other}",
            "require-marker", ".here"));

    MirrorComponent component = component();

    assertThat(component.getName()).isEqualTo("docs");
    assertThat(component.isDryRun()).isTrue();
    assertThat(component.getLogProblems()).isEqualTo("all");
    assertThat(component.getSafety().getMaxDelete()).isEqualTo("1");
    assertThat(component.getSafety().getTrashKeep()).isEqualTo("5d");
    assertThat(component.getFidelity().getLinks()).isEqualTo(Fidelity.Links.skip);
    assertThat(component.getFidelity().isAll()).isTrue();
    assertThat(component.getSafety().getRequireMarker()).isEqualTo(".here");
  }

  @Test
  void theEnvironmentOverridesTheFile() {
    given(Map.of("safety.max-delete", "2"));
    environment
        .getPropertySources()
        .addFirst(
            new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                Map.of("CAMEL_COMPONENT_MIRROR_SAFETY_MAXDELETE", "1")));

    assertThat(component().getSafety().getMaxDelete()).isEqualTo("1");
  }

  @Test
  void anUnknownOptionIsRefused() {
    assertRefused("safety.max-deletes", "1", "no such option");
    assertRefused("max-deletes", "1", "no such option");
    assertRefused("enabled", "false", "no such option");
    assertRefused("no.such.thing", "1", "no such option");
  }

  @Test
  void aValueThatDoesNotParseIsRefused() {
    assertRefused("dry-run", "perhaps", "perhaps");
    assertRefused("safety.no-delete", "yes", "yes");
    assertRefused("safety.trash-keep", "long", "trashKeep=long: it takes milliseconds");
    assertRefused("settle", "soon", "settle=soon: it takes milliseconds");
    assertRefused("log-problems", "some", "new or all");
    assertRefused("fidelity.links", "eat", "eat");
  }

  private void assertRefused(String name, String value, String... reason) {
    given(Map.of(name, value));
    assertThatThrownBy(this::component)
        .rootCause()
        .isInstanceOfSatisfying(
            InvalidConfigurationPropertyValueException.class,
            e -> {
              assertThat(e.getName()).isEqualTo("camel.component.mirror." + name);
              assertThat(e.getValue()).isEqualTo(value);
              assertThat(e.getReason()).contains(reason);
            });
  }

  private void given(Map<String, Object> options) {
    Map<String, Object> properties = new HashMap<>(Map.of("other", "true"));
    options.forEach((name, value) -> properties.put("camel.component.mirror." + name, value));
    environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addLast(new MapPropertySource("application.properties", properties));
    ConfigurationPropertySources.attach(environment);
  }

  /** The component as Camel creates it with the customizer in its registry. */
  private MirrorComponent component() {
    context.removeComponent("mirror");
    context
        .getRegistry()
        .bind(
            "customizer",
            ComponentCustomizer.class,
            MirrorAutoConfiguration.mirrorComponentCustomizer(environment));
    return context.getComponent("mirror", MirrorComponent.class);
  }
}
