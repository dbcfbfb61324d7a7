package io.camelmirror.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.tree.NameList;
import io.camelmirror.tree.RawPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameListsTest {

  private static NameLists.Names names(int from, int to, int step) {
    NameList names =
        IntStream.range(from, to)
            .filter(i -> i % step == 0)
            .mapToObj(i -> RawPath.of(Path.of(String.format("%06d", i))))
            .collect(Collectors.collectingAndThen(Collectors.toList(), NameList::of));
    return new NameLists.Names(null, names, 0, names.size());
  }

  private static List<RawPath> of(NameLists.Names names) {
    return names.sorted().subList(names.from(), names.to());
  }

  @Test
  void isLongByEitherSide() {
    assertThat(new NameLists(names(0, NameLists.LONG, 1), names(0, 0, 1)).isLong()).isFalse();
    assertThat(new NameLists(names(0, NameLists.LONG + 1, 1), names(0, 0, 1)).isLong()).isTrue();
    assertThat(new NameLists(names(0, 0, 1), names(0, NameLists.LONG + 1, 1)).isLong()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 20000, 1, 0, 20000, 1",
    "0, 20000, 1, 0, 20000, 7",
    "0, 20000, 7, 0, 20000, 1",
    "0, 20000, 1, 0, 0, 1",
    "0, 0, 1, 0, 20000, 1",
    "0, 10000, 1, 10000, 20000, 1",
    "10000, 20000, 1, 0, 10000, 1",
    "0, 4097, 1, 4000, 8000, 3"
  })
  void isCutAtTheSameNames(int from, int to, int step, int from2, int to2, int step2) {
    NameLists whole = new NameLists(names(from, to, step), names(from2, to2, step2));
    List<RawPath> source = new ArrayList<>();
    List<RawPath> replica = new ArrayList<>();
    RawPath last = null;
    for (NameLists some : whole.cut()) {
      List<RawPath> both = new ArrayList<>(of(some.source()));
      both.addAll(of(some.replica()));
      for (RawPath name : both) {
        assertThat(last == null || last.compareTo(name) < 0).isTrue();
      }
      last = both.stream().max(RawPath::compareTo).orElse(last);
      source.addAll(of(some.source()));
      replica.addAll(of(some.replica()));
    }
    assertThat(source).isEqualTo(of(whole.source()));
    assertThat(replica).isEqualTo(of(whole.replica()));
  }
}
