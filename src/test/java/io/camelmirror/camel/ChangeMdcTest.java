package io.camelmirror.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class ChangeMdcTest extends MirrorTestSupport {

  @Test
  void holdsTheChangeWhileItsExchangeGoesOn() throws Exception {
    write(source.resolve("a"), "hello");
    write(source.resolve("b"), "hello");
    ConcurrentLinkedQueue<Map<String, String>> after = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<Map<String, String>> before = new ConcurrentLinkedQueue<>();
    context.getComponent("mirror", MirrorComponent.class).setMdc(true);
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(ChangeMdcTest.this.from("repeatCount=1"))
                .process(exchange -> before.add(copy()))
                .to(apply())
                .process(exchange -> after.add(copy()));
          }
        });

    passes.next();

    assertThat(before).allMatch(Map::isEmpty);
    assertThat(after)
        .anySatisfy(
            mdc ->
                assertThat(mdc)
                    .containsEntry("mirror.action", "CREATE")
                    .containsEntry("mirror.path", "a")
                    .containsEntry("mirror.bytes", "5")
                    .containsKey("mirror.millis"));
  }

  private static Map<String, String> copy() {
    Map<String, String> mdc = MDC.getCopyOfContextMap();
    return mdc == null ? Map.of() : mdc;
  }
}
