package io.camelmirror.camel;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesComponent;

/**
 * A text given in a route: itself, or {@code property:NAME} for the value of a property, which may
 * contain characters that a URI cannot.
 */
final class OptionText {

  private static final String PROPERTY = "property:";

  private OptionText() {}

  /** Returns true if the value is to be taken from a property. */
  static boolean isProperty(String text) {
    return text.startsWith(PROPERTY);
  }

  /**
   * Returns the value; null stays null.
   *
   * @throws IllegalArgumentException if the property does not exist
   */
  static String resolve(CamelContext context, String text) {
    if (text == null || !isProperty(text)) {
      return text;
    }
    String name = text.substring(PROPERTY.length());
    PropertiesComponent properties = context.getPropertiesComponent();
    String value = properties.loadProperties(name::equals).getProperty(name);
    // Braces in a name are literal. All else is looked up as Camel does it, which knows the
    // environment, and the configuration of Spring Boot and Quarkus.
    if (value == null || !value.contains(PropertiesComponent.PREFIX_TOKEN)) {
      value = properties.resolveProperty(name).orElse(null);
    }
    if (value == null) {
      throw new IllegalArgumentException("mirror: there is no property " + name);
    }
    return value;
  }
}
