package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {

  @ParameterizedTest
  @CsvSource({"abc, 3", "'', 0", "né, 2", "ne\u0301, 2", "日本, 4", "a😀, 3"})
  void countsWhatATerminalShows(String text, int columns) {
    assertThat(Columns.of(text)).isEqualTo(columns);
  }

  @Test
  void cutsBetweenCharacters() {
    assertThat(Columns.first("a日本", 4)).isEqualTo("a日");
    assertThat(Columns.last("日本a", 4)).isEqualTo("本a");
    assertThat(Columns.first("a😀", 2)).isEqualTo("a");
    assertThat(Columns.last("😀a", 2)).isEqualTo("a");
    assertThat(Columns.first("abc", 0)).isEmpty();
    assertThat(Columns.last("abc", 5)).isEqualTo("abc");
  }
}
