package io.camelmirror.camel;

import java.util.regex.Pattern;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options of a producer that verifies. */
@UriParams
public class VerifyConfiguration {

  private static final Pattern SHARE = Pattern.compile("1/([1-9]\\d{0,5})");

  @UriParam(
      label = "producer",
      defaultValue = "1/1",
      description =
          "Read the content of this share of the files in each verification (1/7), and of the next"
              + " share in the next one.")
  private String verifyShare = "1/1";

  @UriParam(
      label = "producer",
      description =
          "Mend what a verification finds, with a pass that compares content and holds to all"
              + " guards.")
  private boolean verifyRepair;

  /**
   * Checks that these options are given only to an endpoint that verifies.
   *
   * @throws UnusableOptionException if they are given to another one
   */
  void requireAsked(MirrorEndpoint.Operation operation) {
    if (operation != MirrorEndpoint.Operation.verify && (verifyRepair || parts() > 1)) {
      throw new UnusableOptionException(
          "mirror: verifyShare and verifyRepair have no effect without operation=verify");
    }
  }

  /** Returns true if a text is a share: {@code 1/7}. */
  public static boolean isShare(String text) {
    return SHARE.matcher(text).matches();
  }

  /** How many verifications read everything. */
  int parts() {
    return Integer.parseInt(verifyShare.substring("1/".length()));
  }

  public String getVerifyShare() {
    return verifyShare;
  }

  public void setVerifyShare(String verifyShare) {
    this.verifyShare = verifyShare;
  }

  public boolean isVerifyRepair() {
    return verifyRepair;
  }

  public void setVerifyRepair(boolean verifyRepair) {
    this.verifyRepair = verifyRepair;
  }
}
