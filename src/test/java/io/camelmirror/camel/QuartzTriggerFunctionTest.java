package io.camelmirror.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class QuartzTriggerFunctionTest {

  private final QuartzTriggerFunction function = new QuartzTriggerFunction();

  @Test
  void writesAnIntervalInMilliseconds() {
    assertThat(function.apply("10m")).startsWith("trigger.repeatInterval=600000&");
  }

  @Test
  void writesTheIntervalBetweenPasses() {
    CamelContext context = new DefaultCamelContext();
    context.getPropertiesComponent().addInitialProperty("mirror.interval", "90s");
    function.setCamelContext(context);

    assertThat(function.apply("interval")).isEqualTo("trigger.repeatInterval=90000");
  }

  @Test
  void writesACronExpressionAsAUriTakesIt() {
    assertThat(function.apply("0 0 3 ? * 6#3")).isEqualTo("cron=0+0+3+?+*+6%233");
  }

  @Test
  void refusesWhatIsNeither() {
    assertThatThrownBy(() -> function.apply("never")).hasMessageContaining("'never'");
  }
}
