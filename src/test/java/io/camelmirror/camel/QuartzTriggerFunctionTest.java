package io.camelmirror.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class QuartzTriggerFunctionTest {

  private final QuartzTriggerFunction function = new QuartzTriggerFunction();

  @Test
  void writesAnIntervalInMilliseconds() {
    assertThat(function.apply("10m")).startsWith("trigger.repeatInterval=600000&");
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
