package io.camelmirror.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.jms.TextMessage;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.support.PropertyBindingSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The examples of the guide reach servers. */
class NotifyServersTest extends MirrorTestSupport {

  private static final String LOOPBACK = "127.0.0.1";
  private static final String REFUSAL = "nothing is deleted";

  @BeforeEach
  void plantAnOrphan() throws Exception {
    write(replica.resolve("old"), "an orphan");
  }

  @Test
  void byMail() throws Exception {
    GreenMail mail = new GreenMail(new ServerSetup(0, LOOPBACK, ServerSetup.PROTOCOL_SMTP));
    mail.start();
    try {
      refuseAndNotify(
          "smtp://"
              + LOOPBACK
              + ":"
              + mail.getSmtp().getPort()
              + "?from=mirror@example.org&to=ops@example.org&subject=camel-mirror");

      assertThat(mail.waitForIncomingEmail(TimeUnit.SECONDS.toMillis(Passes.PATIENCE), 1)).isTrue();
      MimeMessage received = mail.getReceivedMessages()[0];
      assertThat(received.getSubject()).isEqualTo("camel-mirror");
      assertThat(received.getHeader(Notifications.EVENT)).containsExactly("refused");
      assertThat(GreenMailUtil.getBody(received).replaceAll("\\s+", " ")).contains(REFUSAL);
    } finally {
      mail.stop();
    }
  }

  @Test
  void byAWebhook() throws Exception {
    BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName(LOOPBACK), 0), 0);
    server.createContext(
        "/mirror",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          requests.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestHeaders().getFirst(Notifications.EVENT)
                  + " "
                  + body);
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    try {
      refuseAndNotify("http://" + LOOPBACK + ":" + server.getAddress().getPort() + "/mirror");

      assertThat(requests.poll(Passes.PATIENCE, TimeUnit.SECONDS))
          .startsWith("POST refused ")
          .contains(REFUSAL);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void byAMessage() throws Exception {
    String broker = "tcp://" + LOOPBACK + ":" + freePort();
    Configuration configuration =
        new ConfigurationImpl()
            .setPersistenceEnabled(false)
            .setSecurityEnabled(false)
            .addAcceptorConfiguration("tcp", broker);
    EmbeddedActiveMQ server = new EmbeddedActiveMQ().setConfiguration(configuration);
    server.start();
    JmsComponent jms = context.getComponent("jms", JmsComponent.class);
    // As camel.component.jms.connection-factory in application.properties.
    PropertyBindingSupport.build()
        .withCamelContext(context)
        .withTarget(jms)
        .withProperty(
            "connectionFactory",
            "#class:" + ActiveMQConnectionFactory.class.getName() + "('" + broker + "')")
        .bind();
    try {
      refuseAndNotify("jms:queue:mirror");

      try (var connections = new ActiveMQConnectionFactory(broker);
          var session = connections.createContext();
          var consumer = session.createConsumer(session.createQueue("mirror"))) {
        TextMessage message =
            (TextMessage) consumer.receive(TimeUnit.SECONDS.toMillis(Passes.PATIENCE));
        assertThat(message.getText()).contains(REFUSAL);
        assertThat(message.getStringProperty(Notifications.EVENT)).isEqualTo("refused");
      }
    } finally {
      context.stop();
      server.stop();
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 0, InetAddress.getByName(LOOPBACK))) {
      return socket.getLocalPort();
    }
  }

  private void refuseAndNotify(String endpoint) throws Exception {
    context.getComponent("mirror", MirrorComponent.class).setNotify(endpoint);
    start(plainRoutes("maxDelete=0"));
  }
}
