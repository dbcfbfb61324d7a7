package io.camelmirror.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimestampTest {

  private static final Timestamp FIRST = new Timestamp(Long.MIN_VALUE, 0);
  private static final Timestamp LAST = new Timestamp(Long.MAX_VALUE, 999_999_999);

  @ParameterizedTest
  @CsvSource({"10, 5, PT3S, 7, 5", "10, 5, PT0.000000006S, 9, 999999999", "-1, 0, PT1S, -2, 0"})
  void isEarlierByADuration(long seconds, int nanos, Duration by, long less, int left) {
    assertThat(new Timestamp(seconds, nanos).minus(by)).isEqualTo(new Timestamp(less, left));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "1, 999999999, 1999",
    "-1, 999999999, -1",
    "9223372036854774, 0, 9223372036854774000",
    "9223372036854775, 0, 9223372036854775807",
    "-9223372036854775, 0, -9223372036854775000",
    "-9223372036854776, 0, -9223372036854775808",
    "9223372036854775807, 999999999, 9223372036854775807",
    "-9223372036854775808, 0, -9223372036854775808"
  })
  void givesTheNearestMilliseconds(long seconds, int nanos, long millis) {
    assertThat(new Timestamp(seconds, nanos).toMillis()).isEqualTo(millis);
  }

  @Test
  void givesTheNearestInstant() {
    assertThat(new Timestamp(-1, 5).toInstant()).isEqualTo(Instant.ofEpochSecond(-1, 5));
    assertThat(FIRST.toInstant()).isEqualTo(Instant.MIN);
    assertThat(LAST.toInstant()).isEqualTo(Instant.MAX);
  }

  @Test
  void readsTheTimesOfJava() {
    assertThat(Timestamp.of(FileTime.from(-1, TimeUnit.NANOSECONDS)))
        .isEqualTo(new Timestamp(-1, 999_999_999));
    assertThat(Timestamp.of(FileTime.from(1L << 62, TimeUnit.SECONDS)))
        .isEqualTo(new Timestamp(1L << 62, 0));
    assertThat(Timestamp.of(FileTime.from(-1L << 62, TimeUnit.SECONDS)))
        .isEqualTo(new Timestamp(-1L << 62, 0));
  }

  @Test
  void countsNanoseconds() {
    assertThat(new Timestamp(-1, 999_999_999).toNanos()).isEqualTo(-1);
    assertThat(Timestamp.ofNanos(-1)).isEqualTo(new Timestamp(-1, 999_999_999));
    assertThatThrownBy(LAST::toNanos).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(FIRST::toNanos).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void isInOrder() {
    assertThat(new Timestamp(1, 0)).isGreaterThan(new Timestamp(0, 9)).isLessThan(LAST);
    assertThat(new Timestamp(-1, 9)).isGreaterThan(new Timestamp(-1, 8)).isGreaterThan(FIRST);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 2, 0, true",
    "0, 0, 2, 1, false",
    "0, 999999999, 2, 999999999, true",
    "0, 999999999, 3, 0, false",
    "0, 999999999, 2, 0, true",
    "-1, 5, 1, 4, true",
    "-9223372036854775808, 0, 9223372036854775807, 999999999, false",
    "-9223372036854775808, 0, -9223372036854775807, 0, true",
    "-9223372036854775808, 0, -1, 0, false",
    "9223372036854775807, 0, 9223372036854775807, 999999999, true"
  })
  void comparesWithinAWindow(
      long seconds, int nanos, long otherSeconds, int otherNanos, boolean within) {
    Timestamp one = new Timestamp(seconds, nanos);
    Timestamp other = new Timestamp(otherSeconds, otherNanos);
    assertThat(one.isWithin(Duration.ofSeconds(2), other)).isEqualTo(within);
    assertThat(other.isWithin(Duration.ofSeconds(2), one)).isEqualTo(within);
  }
}
