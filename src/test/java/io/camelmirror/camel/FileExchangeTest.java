package io.camelmirror.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camelmirror.NativeCalls;
import io.camelmirror.TreeBuilder;
import io.camelmirror.diff.Change;
import io.camelmirror.pass.PassReport;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.model.ProcessorDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An exchange is a file, as Camel's own file components have it. */
class FileExchangeTest extends MirrorTestSupport {

  private static final String FILES = "${header.CamelMirrorKind} == 'FILE'";

  @Test
  void theBodyIsWhatAStepAsksFor() throws Exception {
    TreeBuilder.in(source, "sub/a = grüße");
    List<Object> bodies = new CopyOnWriteArrayList<>();
    run(
        "",
        exchange -> {
          for (Class<?> type :
              List.of(
                  String.class,
                  byte[].class,
                  InputStream.class,
                  Reader.class,
                  ByteBuffer.class,
                  Serializable.class)) {
            Object body = exchange.getMessage().getMandatoryBody(type);
            assertThat(body).isInstanceOf(type);
            bodies.add(exchange.getContext().getTypeConverter().convertTo(String.class, body));
          }
          bodies.add(exchange.getMessage().getBody(File.class));
          bodies.add(exchange.getMessage().getBody(Change.class).path().toString());
        });

    assertThat(bodies)
        .containsExactly(
            "grüße",
            "grüße",
            "grüße",
            "grüße",
            "grüße",
            "grüße",
            source.resolve("sub/a").toFile(),
            "sub/a");
  }

  @Test
  void aBigFileIsReadToItsEnd() throws Exception {
    byte[] content = new byte[300_001];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (i * 31 + i / 255);
    }
    Files.write(source.resolve("big"), content);
    List<byte[]> bodies = new CopyOnWriteArrayList<>();
    run(
        "",
        exchange -> {
          bodies.add(exchange.getMessage().getBody(byte[].class));
          try (InputStream stream = exchange.getMessage().getBody(InputStream.class)) {
            bodies.add(stream.readAllBytes());
          }
        });

    assertThat(bodies).hasSize(2).allSatisfy(body -> assertThat(body).isEqualTo(content));
  }

  @Test
  void theHeadersAreThoseOfCamelsFileComponent() throws Exception {
    Map<String, Object> ofFile = new TreeMap<>();
    Map<String, Object> ofMirror = new TreeMap<>();
    TreeBuilder.in(source, "sub/a.b.txt = hello");
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("file:" + source + "?recursive=true&noop=true")
                .process(exchange -> ofFile.putAll(exchange.getMessage().getHeaders()))
                .to("mock:file");
            from(FileExchangeTest.this.from("repeatCount=1"))
                .filter(simple(FILES))
                .process(exchange -> ofMirror.putAll(exchange.getMessage().getHeaders()))
                .end()
                .to(apply());
          }
        });
    passes.next();
    MockEndpoint stock = MockEndpoint.resolve(context, "mock:file");
    stock.expectedMessageCount(1);
    stock.assertIsSatisfied();

    // An offset is for readers that go on where they stopped.
    ofFile.remove("CamelFileInitialOffset");
    assertThat(ofMirror).containsAllEntriesOf(ofFile);
    ofMirror.keySet().removeAll(ofFile.keySet());
    assertThat(ofMirror)
        .containsOnly(
            Map.entry("CamelMirrorAction", "CREATE"), Map.entry("CamelMirrorKind", "FILE"));
  }

  @Test
  void simpleExpressionsTellOfTheFile() throws Exception {
    TreeBuilder.in(source, "sub/a.b.txt = hello");
    Map<String, String> expressions =
        Map.ofEntries(
            Map.entry("${file:name}", "sub/a.b.txt"),
            Map.entry("${file:name.noext}", "sub/a"),
            Map.entry("${file:name.ext}", "b.txt"),
            Map.entry("${file:onlyname}", "a.b.txt"),
            Map.entry("${file:onlyname.noext.single}", "a.b"),
            Map.entry("${file:path}", source + "/sub/a.b.txt"),
            Map.entry("${file:absolute.path}", source + "/sub/a.b.txt"),
            Map.entry("${file:absolute}", "true"),
            Map.entry("${file:parent}", source + "/sub"),
            Map.entry("${file:size}", "5"),
            Map.entry("${file:length}", "5"),
            Map.entry("${file:modified}", String.valueOf(TreeBuilder.TIME.toEpochMilli())),
            Map.entry("${date-with-timezone:file:UTC:yyyyMMdd}", "20240101"),
            Map.entry("${date:file:yyyy}", "2024"),
            Map.entry("${messageTimestamp}", String.valueOf(TreeBuilder.TIME.toEpochMilli())),
            Map.entry("${body}", "hello"));
    Map<String, String> found = new ConcurrentHashMap<>();
    run(
        "",
        exchange -> {
          for (String expression : expressions.keySet()) {
            found.put(
                expression,
                context
                    .resolveLanguage("simple")
                    .createExpression(expression)
                    .evaluate(exchange, String.class));
          }
        });

    assertThat(found).isEqualTo(expressions);
  }

  @Test
  void fileEndpointsTakeItBeforeAndAfterItIsApplied() throws Exception {
    TreeBuilder.in(source, "sub/a = hello");
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(FileExchangeTest.this.from("repeatCount=1"))
                .choice()
                .when(simple(FILES))
                .to("file:" + base.resolve("before"))
                .to("file:" + base.resolve("appended") + "?fileExist=Append&fileName=all")
                .to(apply())
                .to("file:" + base.resolve("after?keepLastModified=true"))
                .convertBodyTo(InputStream.class)
                .to("file:" + base.resolve("streamed"))
                .otherwise()
                .to(apply());
          }
        });

    assertThat(passes.next().failed()).isZero();
    assertThat(base.resolve("before/sub/a")).hasContent("hello");
    assertThat(base.resolve("appended/all")).hasContent("hello");
    assertThat(replica.resolve("sub/a")).hasContent("hello");
    assertThat(base.resolve("after/sub/a")).hasContent("hello");
    assertThat(base.resolve("streamed/sub/a")).hasContent("hello");
    assertThat(Files.getLastModifiedTime(base.resolve("after/sub/a")).toInstant())
        .isEqualTo(TreeBuilder.TIME);
  }

  @Test
  void sftpEndpointsTakeIt() throws Exception {
    TreeBuilder.in(source, "sub/a = hello", "b = world");
    Path uploads = Files.createDirectory(base.resolve("uploads"));
    try (SftpServer server = new SftpServer(uploads)) {
      server.writeKnownHosts(base.resolve("known_hosts"));
      start(
          new RouteBuilder() {
            @Override
            public void configure() {
              from(FileExchangeTest.this.from("repeatCount=1"))
                  .to(apply())
                  .filter(simple(FILES))
                  .to(
                      "sftp:"
                          + server.address()
                          + "/in?username="
                          + SftpServer.USER
                          + "&password="
                          + SftpServer.PASSWORD
                          + "&knownHostsFile="
                          + base.resolve("known_hosts"));
            }
          });

      PassReport report = passes.next();

      assertThat(report.failed()).isZero();
      assertThat(uploads.resolve("in/sub/a")).hasContent("hello");
      assertThat(uploads.resolve("in/b")).hasContent("world");
      context.stop();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFileIsSplitLineByLine(boolean streaming) throws Exception {
    TreeBuilder.in(source, "a = one\ntwo\nthree");
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            ProcessorDefinition<?> files =
                from(FileExchangeTest.this.from("repeatCount=1")).filter(simple(FILES));
            var split = files.split(body().tokenize("\n"));
            (streaming ? split.streaming() : split).to("mock:line").end().to(apply());
          }
        });

    assertThat(passes.next().failed()).isZero();
    assertThat(MockEndpoint.resolve(context, "mock:line").getExchanges())
        .extracting(exchange -> exchange.getMessage().getBody(String.class))
        .containsExactly("one", "two", "three");
    assertThat(replica.resolve("a")).hasContent("one\ntwo\nthree");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nothingIsOpenedBeforeAStepAsks(boolean asks) throws Exception {
    TreeBuilder.in(source, "a = 1");
    Path file = source.resolve("a");
    forgetReads(file);
    Files.readString(file);
    assumeTrue(isRead(file), "this file system does not keep when a file was read");
    forgetReads(file);
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(FileExchangeTest.this.from("repeatCount=1"))
                .streamCache("true")
                .to("log:exchange?showAll=true")
                .setHeader("other", simple("${file:size} ${file:parent}"))
                .wireTap("mock:tapped")
                .filter(simple("${header.CamelMirrorKind} == 'FILE' && " + asks))
                .convertBodyTo(String.class);
          }
        });

    assertThat(passes.next().failed()).isZero();
    assertThat(isRead(file)).isEqualTo(asks);
  }

  private static void forgetReads(Path file) throws IOException {
    Files.getFileAttributeView(file, BasicFileAttributeView.class)
        .setTimes(null, FileTime.fromMillis(0), null);
  }

  private static boolean isRead(Path file) throws IOException {
    return !Files.getAttribute(file, "lastAccessTime").equals(FileTime.fromMillis(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"convert", "file", "append", "split", "java.io.File", "simple"})
  void whatIsNoFileSaysSo(String step) throws Exception {
    NativeCalls.require();
    write(base.resolve("outside"), "secret");
    TreeBuilder.in(source, "dir/", "link -> ../outside", "pipe |", "file = content");
    Path out = base.resolve("out");
    Map<String, Exception> failures = new ConcurrentHashMap<>();
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            onException(Exception.class)
                .handled(true)
                .process(
                    exchange ->
                        failures.put(
                            exchange.getMessage().getHeader("CamelFileName", String.class),
                            exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)));
            ProcessorDefinition<?> from =
                from(FileExchangeTest.this.from("repeatCount=1&specials=true"))
                    .filter(header("CamelFileName").isNotEqualTo(""));
            switch (step) {
              case "convert" -> from.convertBodyTo(String.class);
              case "file" -> from.to("file:" + out);
              case "append" -> from.to("file:" + out + "?fileExist=Append");
              case "split" -> from.split(body().tokenize("\n")).streaming().to("mock:line");
              case "java.io.File" -> from.convertBodyTo(File.class);
              default -> from.setHeader("content", simple("content: ${body}"));
            }
          }
        });

    PassReport report = passes.next();

    assertThat(failures).containsOnlyKeys("dir", "link", "pipe");
    assertThat(report.failed()).isEqualTo(3);
    Map.of("dir", "a DIRECTORY", "link", "a LINK", "pipe", "a FIFO")
        .forEach(
            (name, kind) ->
                assertThat(failures.get(name))
                    .hasStackTraceContaining(
                        kind + " has no content to read, see the header CamelMirrorKind"));
    assertThat(out.resolve("link")).doesNotExist();
    assertThat(out.resolve("dir")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"link", "fifo", "folder"})
  void aFileThatBecomesSomethingElseIsNotRead(String other) throws Exception {
    NativeCalls.require();
    write(base.resolve("outside"), "secret");
    TreeBuilder.in(source, "a = x");
    List<Throwable> failures = new CopyOnWriteArrayList<>();
    run(
        "",
        exchange -> {
          Files.delete(source.resolve("a"));
          switch (other) {
            case "link" -> Files.createSymbolicLink(source.resolve("a"), base.resolve("outside"));
            case "fifo" -> TreeBuilder.in(source, "a |");
            default -> Files.createDirectory(source.resolve("a"));
          }
          try {
            failures.add(new AssertionError(exchange.getMessage().getBody(String.class)));
          } catch (RuntimeException e) {
            failures.add(e);
          }
        });

    assertThat(failures).hasSize(1);
    assertThat(failures.get(0)).hasStackTraceContaining("it is not a file but a ");
  }

  @Test
  void anOrphanCanBeSavedBeforeItsDeletion() throws Exception {
    TreeBuilder.in(replica, "old/a = precious");
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(FileExchangeTest.this.from("repeatCount=1")).to(apply());
            from(orphans())
                .filter(simple(FILES))
                .to("file:" + base.resolve("saved"))
                .convertBodyTo(String.class)
                .to("mock:saved")
                .end()
                .to(apply());
          }
        });

    assertThat(passes.next().deleted()).isEqualTo(1);
    assertThat(replica.resolve("old")).doesNotExist();
    assertThat(base.resolve("saved/old/a")).hasContent("precious");
    Exchange saved = MockEndpoint.resolve(context, "mock:saved").getExchanges().get(0);
    assertThat(saved.getMessage().getBody()).isEqualTo("precious");
    assertThat(saved.getMessage().getHeaders())
        .containsEntry("CamelFileLength", 8L)
        .containsEntry("CamelFileAbsolutePath", replica + "/old/a");
  }

  @Test
  void aStepMayReadItAfterThePassHasEnded() throws Exception {
    TreeBuilder.in(source, "a = late");
    CountDownLatch ended = new CountDownLatch(1);
    MockEndpoint read = context.getEndpoint("mock:read", MockEndpoint.class);
    read.expectedBodiesReceived("late");
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(FileExchangeTest.this.from("repeatCount=1"))
                .to(apply())
                .filter(simple(FILES))
                .wireTap("direct:tapped");
            from("direct:tapped")
                .process(exchange -> ended.await(20, TimeUnit.SECONDS))
                .convertBodyTo(String.class)
                .to(read);
          }
        });
    passes.next();
    ended.countDown();

    read.assertIsSatisfied();
  }

  @Test
  void theBodyIsTheFileThatThePropertyHolds() throws Exception {
    TreeBuilder.in(source, "a = x");
    List<Object> same = new CopyOnWriteArrayList<>();
    run(
        "",
        exchange -> {
          same.add(exchange.getProperty(Exchange.FILE_EXCHANGE_FILE));
          same.add(exchange.getMessage().getBody(GenericFile.class));
        });

    assertThat(same).hasSize(2);
    assertThat(same.get(0)).isSameAs(same.get(1));
  }

  /** Runs a route with a step before the apply that sees files only. */
  private void run(String options, Processor step) throws Exception {
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(FileExchangeTest.this.from("repeatCount=1" + options))
                .filter(simple(FILES))
                .process(step)
                .end()
                .to(apply());
          }
        });
    assertThat(passes.next().failed()).isZero();
  }
}
