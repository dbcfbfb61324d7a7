package io.camelmirror;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camelmirror.tree.Privileges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Gives files to a user who does not run the tests. Only root can do that. */
public final class OtherUser {

  public static final int UID = 1000;

  private OtherUser() {}

  /** Ends a test, without a failure, where files cannot be given away. */
  public static void require() {
    assumeTrue(Privileges.CURRENT.isRoot(), "only root can give files to another user");
  }

  /** Gives an entry, a link itself, to the other user. */
  public static void own(Path entry) throws IOException {
    require();
    Files.setAttribute(entry, "unix:uid", UID, LinkOption.NOFOLLOW_LINKS);
  }
}
