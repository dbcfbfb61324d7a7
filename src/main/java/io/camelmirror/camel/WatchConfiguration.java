package io.camelmirror.camel;

import java.time.Duration;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * The options for hearing of changes between two polls. Set on the component, they are the defaults
 * of its endpoints.
 */
@UriParams
public class WatchConfiguration implements Cloneable {

  private static final String QUIET = "100ms";

  @UriParam(
      label = "consumer",
      description =
          "Watch the source, and mirror a change as soon as it happens. Polls go on, because the"
              + " system may drop events.")
  private boolean watch;

  @UriParam(
      label = "consumer",
      javaType = "java.time.Duration",
      defaultValue = QUIET,
      description =
          "With watch, wait until nothing has changed for this long, but not more than a second.")
  private String watchQuiet = QUIET;

  /** An independent copy. */
  WatchConfiguration copy() {
    try {
      return (WatchConfiguration) clone();
    } catch (CloneNotSupportedException e) {
      throw new RuntimeCamelException(e);
    }
  }

  Duration quiet() {
    return OptionValues.time("watchQuiet", watchQuiet);
  }

  public boolean isWatch() {
    return watch;
  }

  public void setWatch(boolean watch) {
    this.watch = watch;
  }

  public String getWatchQuiet() {
    return watchQuiet;
  }

  public void setWatchQuiet(String watchQuiet) {
    OptionValues.time("watchQuiet", watchQuiet);
    this.watchQuiet = watchQuiet;
  }
}
