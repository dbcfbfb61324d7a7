package io.camelmirror.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.Entries;
import io.camelmirror.diff.Action;
import io.camelmirror.diff.Change;
import io.camelmirror.diff.Outcome;
import io.camelmirror.tree.Entry;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class ChangeFormatterTest {

  private static final Entry FILE = Entries.file().size(1234).entry();

  private final ChangeFormatter formatter = new ChangeFormatter();

  @Test
  void writesActionBytesDurationAndPath() {
    Outcome outcome = new Outcome(Outcome.State.APPLIED, 1234, 2_005_400, null);
    assertThat(line("docs/a b.txt", outcome))
        .isEqualTo("UPDATE            1234 B      2.005 ms  docs/a b.txt");
  }

  @Test
  void writesNumbersThatAreWiderThanTheirPlace() {
    Outcome outcome = new Outcome(Outcome.State.APPLIED, Long.MAX_VALUE, Long.MAX_VALUE, null);
    assertThat(line("a", outcome))
        .isEqualTo("UPDATE    9223372036854775807 B9223372036854.775 ms  a");
  }

  @Test
  void writesZeros() {
    Outcome outcome = new Outcome(Outcome.State.APPLIED, 0, 999, null);
    assertThat(line("a", outcome)).isEqualTo("UPDATE               0 B      0.000 ms  a");
  }

  @Test
  void saysWhatADryRunWouldDo() {
    Outcome outcome = new Outcome(Outcome.State.WOULD_APPLY, 1234, 0, null);
    assertThat(line("a", outcome)).isEqualTo("would UPDATE            1234 B      0.000 ms  a");
  }

  @Test
  void saysThatNothingWasDone() {
    assertThat(line("a", new Outcome(Outcome.State.OUTDATED, 0, 0, null)))
        .isEqualTo("UPDATE not applied, the entry has changed: a");
    assertThat(line("a", new Outcome(Outcome.State.SKIPPED, 0, 0, null)))
        .isEqualTo("UPDATE skipped: a");
    assertThat(line("a", null)).isEqualTo("UPDATE not applied: a");
  }

  @Test
  void writesBothPathsOfAMove() {
    Change orphan = new Change(Action.DELETE, Path.of("old name"), null, FILE);
    Change move = Change.moving(orphan, Path.of("d/new"), FILE);
    assertThat(ChangeFormatter.format(move, Outcome.APPLIED))
        .isEqualTo("MOVE                 0 B      0.000 ms  old name -> d/new");
  }

  @Test
  void letsNoControlCharacterOut() {
    Outcome outcome = new Outcome(Outcome.State.APPLIED, 0, 0, null);
    assertThat(line("a\u001b[31m\nb", outcome)).endsWith("  a\\x1b[31m\\nb");
  }

  @Test
  void bearsAnExchangeWithoutAChange() {
    Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    exchange.getIn().setBody("some\nthing");
    assertThat(formatter.format(exchange)).isEqualTo("some\\nthing");
  }

  private static String line(String path, Outcome outcome) {
    return ChangeFormatter.format(new Change(Action.UPDATE, Path.of(path), FILE, FILE), outcome);
  }
}
