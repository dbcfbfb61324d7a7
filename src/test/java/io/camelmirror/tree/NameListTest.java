package io.camelmirror.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class NameListTest {

  private static RawPath name(String latin1) {
    return RawPath.of(latin1.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static List<RawPath> names(String... names) {
    return Arrays.stream(names).map(NameListTest::name).toList();
  }

  @Test
  void ordersNamesByTheirBytes() {
    List<RawPath> sorted = names("", "A", "a", "a b", "aa", "b", "\u007f", "\u0080", "\u00ff");
    List<RawPath> given = new ArrayList<>(sorted);
    for (int seed = 0; seed < 50; seed++) {
      Collections.shuffle(given, new Random(seed));
      assertThat(NameList.of(given)).isEqualTo(sorted);
    }
    Collections.sort(given, Collections.reverseOrder());
    assertThat(NameList.of(given)).isEqualTo(sorted);
  }

  @Test
  void holdsManyNames() {
    Random dice = new Random(1);
    List<RawPath> given = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      byte[] bytes = new byte[1 + dice.nextInt(255)];
      dice.nextBytes(bytes);
      given.add(RawPath.of(bytes));
    }
    NameList list = NameList.of(given);
    Collections.sort(given);
    assertThat(list).isEqualTo(given);
  }

  @Test
  void knowsWhichNamesItHas() {
    NameList list = NameList.of(names("a", "b", "bb", "d"));
    for (RawPath name : list) {
      assertThat(list.mayHave(name)).isTrue();
    }
    for (RawPath name : names("", "aa", "c", "e")) {
      assertThat(list.mayHave(name)).isFalse();
      assertThat(NameList.EMPTY.mayHave(name)).isFalse();
    }
  }

  @Test
  void mayHaveMoreNamesLater() {
    NameList.Builder builder = new NameList.Builder(null, 2);
    names("a", "b", "c", "d", "e", "f").forEach(name -> builder.add(name.bytes()));
    NameList part = builder.build();
    assertThat(part.isLast()).isFalse();
    assertThat(part.mayHave(name("f"))).isTrue();
    assertThat(part.mayHave(name("0"))).isFalse();
  }

  @Test
  void isEmpty() {
    assertThat(NameList.EMPTY).isEmpty();
    assertThat(NameList.of(List.of())).isEmpty();
  }

  @Test
  void comparesWithNamesOfAnother() {
    NameList one = NameList.of(names("b", "d"));
    NameList other = NameList.of(names("a", "b", "c"));
    assertThat(one.compare(0, other, 0)).isPositive();
    assertThat(one.compare(0, other, 1)).isZero();
    assertThat(one.compare(1, other, 2)).isPositive();
    assertThat(other.compare(2, one, 1)).isNegative();
  }

  @Test
  void givesAllNamesOnceAndInOrderWhateverTheSizeOfAPart() {
    Random dice = new Random(1);
    Set<RawPath> given = new TreeSet<>();
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = new byte[1 + dice.nextInt(8)];
      dice.nextBytes(bytes);
      given.add(RawPath.of(bytes));
    }
    List<RawPath> inAnyOrder = new ArrayList<>(given);
    Collections.shuffle(inAnyOrder, dice);
    for (int part : new int[] {1, 2, 10, 100, 1_000, 1 << 20}) {
      List<RawPath> got = new ArrayList<>();
      NameList list;
      do {
        RawPath last = got.isEmpty() ? null : got.get(got.size() - 1);
        NameList.Builder builder = new NameList.Builder(last, part);
        inAnyOrder.forEach(name -> builder.add(name.bytes()));
        list = builder.build();
        assertThat(list).isNotEmpty();
        assertThat(list.stream().mapToInt(name -> name.bytes().length).sum())
            .as("memory is bounded")
            .isLessThanOrEqualTo(2 * part + 8);
        got.addAll(list);
      } while (!list.isLast());
      assertThat(got).containsExactlyElementsOf(given);
    }
  }

  @Test
  void endsWhenNothingIsLeft() {
    NameList.Builder builder = new NameList.Builder(name("b"), 1);
    names("a", "b").forEach(name -> builder.add(name.bytes()));
    assertThat(builder.build()).isEmpty();
    assertThat(builder.build().isLast()).isTrue();
  }
}
