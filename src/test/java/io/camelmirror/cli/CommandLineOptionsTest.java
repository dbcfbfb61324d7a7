package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.run.Setting;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommandLineOptionsTest {

  @ParameterizedTest
  @EnumSource(Setting.class)
  void isAnOptionInTheHelp(Setting setting) {
    StringWriter printed = new StringWriter();
    CommandLineOptions.printHelp(new PrintWriter(printed));
    String help = printed.toString();

    assertThat(help).containsPattern("\n +" + setting.option() + "[ =]");
    if (setting.label() != null) {
      assertThat(help).contains(setting.option() + "=<" + setting.label() + ">");
    }
  }
}
