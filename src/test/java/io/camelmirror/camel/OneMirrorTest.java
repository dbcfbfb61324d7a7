package io.camelmirror.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelmirror.diff.Change;
import io.camelmirror.diff.Outcome;
import io.camelmirror.pass.PassListener;
import io.camelmirror.pass.PassProgress;
import io.camelmirror.pass.PassReport;
import io.camelmirror.testing.TreeSnapshot;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One mirror has one set of options, wherever its endpoints are. */
class OneMirrorTest extends MirrorTestSupport {

  /** Routes with options on each of their endpoints. */
  private RouteBuilder routes(String march, String apply, String orphans, String delete) {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from(OneMirrorTest.this.from(march)).routeId("copy").to(apply() + apply);
        from(orphans() + orphans).routeId("reconcile").to(apply() + delete);
      }
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void aDryRunAnywhereWritesNothing(int where) throws Exception {
    write(source.resolve("new"), "x");
    write(replica.resolve("old"), "x");
    String[] options = {"", "", "", ""};
    options[where] = "&dryRun=true";

    start(routes("repeatCount=1" + options[0], options[1], options[2], options[3]));
    PassReport report = passes.next();

    assertThat(report.dryRun()).isTrue();
    assertThat(report.copied()).isEqualTo(1);
    assertThat(report.deleted()).isEqualTo(1);
    assertThat(TreeSnapshot.paths(replica)).containsExactly("old");
  }

  @ParameterizedTest
  @ValueSource(strings = {"&verifyRepair=true", "&verifyShare=1/7&operation=reconcile"})
  void theOptionsOfAVerificationNeedOne(String options) {
    assertThatThrownBy(() -> start(routes("repeatCount=1", options, "", "")))
        .hasStackTraceContaining("have no effect without operation=verify");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "noDelete=true",
        "no-delete=true",
        "NODELETE=true",
        "safety.noDelete=true",
        "maxDelete=1",
        "requireMarker=m",
        "deleteExcluded=true",
        "exclude=x",
        "antInclude=x",
        "filterFile=${file:size} > 1",
        "ignore=x",
        "un-ignore=x",
        "selection.ignoreFrom=x",
        "maxSize=1KB",
        "older-than=1s",
        "maxDepth=3",
        "xattrs=true",
        "links=skip",
        "trash=/nowhere",
        "fsync=true",
        "readLock=changed",
        "threads=3",
        "reconcile=schedule"
      })
  void refusesAnOptionThatOnlyTheMarchingEndpointHonours(String option) throws Exception {
    write(replica.resolve("old"), "x");
    String name = option.substring(0, option.indexOf('='));
    for (int where = 1; where <= 3; where++) {
      String[] options = {"", "", "", ""};
      options[where] = "&" + option;
      try (DefaultCamelContext camel = new DefaultCamelContext()) {
        camel.addRoutes(routes(options[0], options[1], options[2], options[3]));
        assertThatThrownBy(camel::start)
            .hasStackTraceContaining(name + " has no effect at")
            .hasStackTraceContaining("give it to the endpoint of the route that polls the source");
      }
      assertThat(replica.resolve("old")).exists();
    }
  }

  @Test
  void theSameEndpointMayMarchAndApply() throws Exception {
    write(source.resolve("a"), "x");
    String both = from("repeatCount=1&noDelete=true&threads=2");
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("seda:changes").to(both);
            from(both).to("seda:changes");
          }
        });

    assertThat(passes.next().copied()).isEqualTo(1);
  }

  @Test
  void refusesASecondRouteThatMarchesThroughTheSameFolders() throws Exception {
    start(plainRoutes("repeatCount=1"));
    passes.next();
    RouteBuilder second =
        new RouteBuilder() {
          @Override
          public void configure() {
            from(OneMirrorTest.this.from("noDelete=true")).routeId("second").to(apply());
          }
        };

    assertThatThrownBy(() -> context.addRoutes(second))
        .hasStackTraceContaining("one mirror has one route that polls it");

    context.getRouteController().stopRoute("copy");
    context.getRouteController().startRoute("copy");
    assertThat(passes.next().pass()).isEqualTo(1);
  }

  @Test
  void refusesToApplyTheChangeOfAnotherMirror() throws Exception {
    write(source.resolve("a"), "x");
    var other = Files.createDirectory(base.resolve("other"));
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from(OneMirrorTest.this.from("repeatCount=1"))
                .to("mirror:" + source + "?replica=" + other);
          }
        });

    PassReport report = passes.next();

    assertThat(report.failed()).isPositive();
    assertThat(TreeSnapshot.paths(other)).isEmpty();
    assertThat(TreeSnapshot.paths(replica)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"filterFile=${file:size} > 3", "filterFile=${date:file:yyyy} == '2001'"})
  void anOrphanIsJudgedByTheFileOfTheReplica(String filter) throws Exception {
    FileTime chosen = FileTime.from(Instant.parse("2001-05-05T00:00:00Z"));
    for (String folder : new String[] {"", "gone/"}) {
      write(replica.resolve(folder + "chosen"), "large");
      Files.setLastModifiedTime(replica.resolve(folder + "chosen"), chosen);
      write(replica.resolve(folder + "not"), "s");
    }
    write(source.resolve("kept"), "large");
    Files.setLastModifiedTime(source.resolve("kept"), chosen);

    start(plainRoutes("repeatCount=2&" + filter));
    PassReport first = passes.next();
    PassReport second = passes.next();

    assertThat(TreeSnapshot.paths(replica)).containsExactly("gone/", "gone/not", "kept", "not");
    assertThat(first.failed()).isZero();
    assertThat(first.deleted()).isEqualTo(2);
    assertThat(second.failed()).isZero();
    assertThat(second.deleted()).isZero();
  }

  @Test
  void whatALaterStepDoesToAnAppliedChangeIsReportedAsItWas() throws Exception {
    write(source.resolve("a"), "x");
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from(OneMirrorTest.this.from("repeatCount=1"))
                .to(apply())
                .filter(header("CamelFileName").isEqualTo("a"))
                .throwException(new IllegalStateException("mail server down"));
          }
        });

    PassReport report = passes.next();

    assertThat(report.copied()).isEqualTo(1);
    assertThat(report.failed()).isEqualTo(1);
    assertThat(replica.resolve("a")).hasContent("x");
  }

  /** A listener fails after the change is applied; the pass does not hang. */
  @Test
  void aPassEndsWhenItsListenersFail() throws Exception {
    write(source.resolve("a"), "x");
    context
        .getRegistry()
        .bind(
            "fails",
            new PassListener() {
              @Override
              public void changed(PassProgress pass, Change change, Outcome outcome) {
                throw new AssertionError("a listener with a fault");
              }
            });

    start(plainRoutes("repeatCount=2"));

    assertThat(passes.next().copied()).isEqualTo(1);
    assertThat(passes.next().failed()).isZero();
  }

  @Test
  void aReplacedFolderOrFileIsCountedAsSkippedWithoutDeleting() throws Exception {
    write(source.resolve("folder/x"), "x");
    write(source.resolve("file"), "x");
    write(replica.resolve("folder"), "precious");
    write(replica.resolve("file/y"), "precious");

    start(plainRoutes("repeatCount=1&noDelete=true"));
    PassReport report = passes.next();

    assertThat(replica.resolve("folder")).hasContent("precious");
    assertThat(replica.resolve("file/y")).hasContent("precious");
    assertThat(report.notReplaced()).isEqualTo(2);
    assertThat(report.skipped()).isEqualTo(2);
    assertThat(report.deleted()).isZero();
    assertThat(report.duration()).isGreaterThan(Duration.ZERO);
  }
}
