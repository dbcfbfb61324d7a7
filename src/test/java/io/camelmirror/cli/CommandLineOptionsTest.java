package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.run.Setting;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommandLineOptionsTest {

  private final String help = help();

  @ParameterizedTest
  @EnumSource(Setting.class)
  void isAnOptionInTheHelp(Setting setting) {
    String value = setting.label() == null ? "" : "=<" + setting.label() + ">";
    String byDefault =
        setting.label() == null || setting.defaultValue() == null
            ? ""
            : " Default: " + setting.defaultValue() + ".";

    assertThat(help.replaceAll("\\s+", " "))
        .contains(" " + setting.option() + value + " " + setting.description() + byDefault + " ");
  }

  @Test
  void theHelpFitsATerminal() {
    assertThat(help.lines()).allMatch(line -> line.length() <= 80);
  }

  private static String help() {
    StringWriter printed = new StringWriter();
    CommandLineOptions.printHelp(new PrintWriter(printed));
    return printed.toString();
  }
}
