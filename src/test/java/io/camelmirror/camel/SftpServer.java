package io.camelmirror.camel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** An SFTP server on the loopback interface with one user, whose home is a folder. */
public final class SftpServer implements AutoCloseable {

  public static final String USER = "sender";
  public static final String PASSWORD = "secret";

  private final SshServer server = SshServer.setUpDefaultServer();

  public SftpServer(Path home) throws IOException {
    KeyPairProvider keys = new SimpleGeneratorHostKeyProvider();
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(keys);
    server.setPasswordAuthenticator(
        (user, password, session) -> USER.equals(user) && PASSWORD.equals(password));
    server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
    server.setFileSystemFactory(new VirtualFileSystemFactory(home));
    server.start();
  }

  /** Host and port. */
  public String address() {
    return "127.0.0.1:" + server.getPort();
  }

  /** Writes a file of known hosts with this server. */
  public void writeKnownHosts(Path file) throws Exception {
    String key =
        PublicKeyEntry.toString(
            server.getKeyPairProvider().loadKeys(null).iterator().next().getPublic());
    Files.writeString(file, "[127.0.0.1]:" + server.getPort() + " " + key + "\n");
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
  }
}
