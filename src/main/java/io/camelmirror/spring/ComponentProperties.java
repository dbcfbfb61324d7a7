package io.camelmirror.spring;

import io.camelmirror.camel.MirrorComponent;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.support.PropertyBindingSupport;
import org.apache.camel.util.StringHelper;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.Environment;

/**
 * The properties below {@code camel.component.mirror}. Camel's own starters ignore unknown
 * properties. Here they are refused, because a misspelled one may be meant to protect the replica.
 */
final class ComponentProperties {

  private static final String PREFIX = "camel.component.mirror";

  private final Environment environment;

  ComponentProperties(Environment environment) {
    this.environment = environment;
  }

  /**
   * Sets the options of the component that are given.
   *
   * @throws InvalidConfigurationPropertyValueException if there is no such option, or it does not
   *     take the value; Spring Boot reports it with the place where it was given
   */
  void setOn(MirrorComponent component) {
    Binder.get(environment)
        .bind(PREFIX, Bindable.mapOf(String.class, String.class))
        .ifBound(given -> given.forEach((name, value) -> set(component, name, value)));
  }

  private static void set(MirrorComponent component, String name, String value) {
    CamelContext context = component.getCamelContext();
    try {
      PropertyBindingSupport.setPropertiesOnTarget(context, component, Map.of(name, value));
    } catch (PropertyBindingException | IllegalArgumentException e) {
      throw new InvalidConfigurationPropertyValueException(
          PREFIX + "." + name, value, reason(component, name, e));
    }
  }

  private static String reason(MirrorComponent component, String name, Throwable failure) {
    String option = StringHelper.dashToCamelCase(name.substring(name.lastIndexOf('.') + 1));
    PropertyConfigurer configurer = component.getComponentPropertyConfigurer();
    if (((PropertyConfigurerGetter) configurer).getOptionType(option, true) == null) {
      return "the component has no such option; docs/component.md lists its options";
    }
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
