package io.camelmirror.spring;

import io.camelmirror.camel.MirrorComponent;
import org.apache.camel.spi.ComponentCustomizer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Spring Boot's auto-configuration of the component {@code mirror:}. */
@AutoConfiguration
@ConditionalOnClass(ComponentCustomizer.class)
public class MirrorAutoConfiguration {

  public MirrorAutoConfiguration() {}

  /** Sets the options when Camel creates the component. */
  @Bean
  static ComponentCustomizer mirrorComponentCustomizer(Environment environment) {
    ComponentProperties properties = new ComponentProperties(environment);
    return (name, component) -> {
      if (component instanceof MirrorComponent mirror) {
        properties.setOn(mirror);
      }
    };
  }
}
