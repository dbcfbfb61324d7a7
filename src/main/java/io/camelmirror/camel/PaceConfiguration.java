package io.camelmirror.camel;

import io.camelmirror.pass.Load;
import io.camelmirror.pass.Windows;
import java.time.Duration;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * The options for when a mirror works and how much of the machine it takes. Set on the component,
 * they are the defaults of its endpoints.
 */
@UriParams
public class PaceConfiguration implements Cloneable {

  private static final String QUIET = "100ms";

  @UriParam(
      label = "consumer",
      defaultValue = "0",
      description =
          "Compare and copy with this many threads; 0 means one per processor, but at least 2.")
  private int threads;

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
          "While watching, wait until nothing has changed for this long, but not more than a second.")
  private String watchQuiet = QUIET;

  @UriParam(
      label = "consumer",
      description =
          "Make passes only at these times: 22:00-06:00, or with days and several windows, Mon-Fri"
              + " 22:00-06:00; Sat,Sun 00:00-24:00.")
  private String window;

  @UriParam(
      label = "consumer",
      description = "Copy or compare at most this many bytes a second: 20M.")
  private String bwlimit;

  @UriParam(
      label = "consumer",
      description = "Let all other programs have the processor and the disks first.")
  private boolean nice;

  /** An independent copy. */
  PaceConfiguration copy() {
    try {
      return (PaceConfiguration) clone();
    } catch (CloneNotSupportedException e) {
      throw new RuntimeCamelException(e);
    }
  }

  /** How much of the machine to take. */
  Load toLoad() {
    long rate = bwlimit == null ? 0 : Bytes.parse(bwlimit);
    return new Load(threads == 0 ? Load.FULL.threads() : threads, rate, nice);
  }

  /** The times for passes; null if any time will do. */
  Windows windows() {
    return window == null ? null : Windows.parse(window);
  }

  Duration quiet() {
    return OptionValues.time("watchQuiet", watchQuiet);
  }

  public int getThreads() {
    return threads;
  }

  public void setThreads(int threads) {
    this.threads = threads;
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

  public String getWindow() {
    return window;
  }

  public void setWindow(String window) {
    Windows.parse(window);
    this.window = window;
  }

  public String getBwlimit() {
    return bwlimit;
  }

  public void setBwlimit(String bwlimit) {
    Bytes.parse(bwlimit);
    this.bwlimit = bwlimit;
  }

  public boolean isNice() {
    return nice;
  }

  public void setNice(boolean nice) {
    this.nice = nice;
  }
}
