package io.camelmirror.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.NameList;
import io.camelmirror.tree.OpenFile;
import io.camelmirror.tree.RawPath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NameCursorTest {

  /** A directory that only lists names. */
  private static final class Listed implements Directory {

    private final Set<String> names;
    private final int part;
    private boolean closed;

    Listed(Set<String> names, int part) {
      this.names = names;
      this.part = part;
    }

    @Override
    public NameList list(RawPath after) {
      NameList.Builder builder = new NameList.Builder(after, part);
      names.forEach(name -> builder.add(name.getBytes(StandardCharsets.US_ASCII)));
      return builder.build();
    }

    @Override
    public Entry read(RawPath name) {
      throw new UnsupportedOperationException();
    }

    @Override
    public OpenFile open(RawPath name) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Path path() {
      return Path.of("listed");
    }

    @Override
    public Entry self() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Property(tries = 300)
  void meetsEveryNameOnceAndInOrder(
      @ForAll @Size(max = 60) Set<@AlphaChars @StringLength(min = 1, max = 3) String> source,
      @ForAll @Size(max = 60) Set<@AlphaChars @StringLength(min = 1, max = 3) String> replica,
      @ForAll @Size(max = 30) Set<@AlphaChars @StringLength(min = 1, max = 3) String> both,
      @ForAll @IntRange(min = 1, max = 40) int sourcePart,
      @ForAll @IntRange(min = 1, max = 40) int replicaPart) {
    Set<String> inSource = new TreeSet<>(source);
    inSource.addAll(both);
    Set<String> inReplica = new TreeSet<>(replica);
    inReplica.addAll(both);
    NameCursor cursor =
        new NameCursor(new Listed(inSource, sourcePart), new Listed(inReplica, replicaPart));
    List<String> ofSource = new ArrayList<>();
    List<String> ofReplica = new ArrayList<>();
    String last = "";
    do {
      NameLists part = cursor.next((in, after) -> ((Listed) in).list(after), false);
      List<String> first = names(part.source());
      List<String> second = names(part.replica());
      // No name of one side is met in a later part than its like, or it would seem an orphan.
      TreeSet<String> met = new TreeSet<>(first);
      met.addAll(second);
      if (!met.isEmpty()) {
        assertThat(met.first()).isGreaterThan(last);
        last = met.last();
      }
      ofSource.addAll(first);
      ofReplica.addAll(second);
    } while (!cursor.isAtEnd());
    assertThat(ofSource).containsExactlyElementsOf(inSource);
    assertThat(ofReplica).containsExactlyElementsOf(inReplica);
  }

  private static List<String> names(NameLists.Names names) {
    List<String> texts = new ArrayList<>();
    for (int i = names.from(); i < names.to(); i++) {
      texts.add(names.get(i).toString());
    }
    return texts;
  }

  @Test
  void goesThroughASourceAlone() {
    NameCursor cursor = new NameCursor(new Listed(Set.of("a", "b", "c"), 1), null);
    List<String> met = new ArrayList<>();
    do {
      NameLists part = cursor.next((in, after) -> ((Listed) in).list(after), false);
      met.addAll(names(part.source()));
      assertThat(part.replica().size()).isZero();
    } while (!cursor.isAtEnd());
    assertThat(met).containsExactly("a", "b", "c");
  }

  @Test
  void givesNothingWhenADirectoryCannotBeListed() {
    Listed source = new Listed(Set.of("a"), 1);
    Listed replica = new Listed(Set.of("a"), 1);
    for (Listed broken : List.of(source, replica)) {
      NameCursor cursor = new NameCursor(source, replica);
      NameCursor.Lister lister = (in, after) -> in == broken ? null : ((Listed) in).list(after);
      assertThat(cursor.next(lister, false)).isNull();
      assertThat(cursor.isAtEnd()).isFalse();
    }
  }

  /** The replica is listed on a second thread while the first one still lists the source. */
  @Test
  void throwsTheErrorOfTheOtherThreadItself() throws Exception {
    Error error = new OutOfMemoryError("no memory for this test");
    Directory source = new Listed(Set.of("a"), 10);
    Directory replica = new Listed(Set.of("a"), 10);
    CountDownLatch replicaListed = new CountDownLatch(1);
    NameCursor.Lister lister =
        (in, after) -> {
          if (in == replica) {
            replicaListed.countDown();
            throw error;
          }
          try {
            replicaListed.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return ((Listed) in).list(after);
        };
    ForkJoinPool pool = new ForkJoinPool(2);
    try (NameCursor cursor = new NameCursor(source, replica)) {
      Callable<Throwable> next = () -> catchThrowable(() -> cursor.next(lister, true));
      assertThat(pool.submit(next).get()).isSameAs(error);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void closesBothDirectories() {
    Listed source = new Listed(Set.of(), 1);
    Listed replica = new Listed(Set.of(), 1);
    new NameCursor(source, replica).close();
    assertThat(source.closed).isTrue();
    assertThat(replica.closed).isTrue();
  }
}
