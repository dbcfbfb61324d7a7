package io.camelmirror.karaf;

import io.camelmirror.pass.PassReport;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import java.util.function.ToLongFunction;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows a mirror through JMX. */
final class MirrorBean implements MirrorMXBean {

  private static final Logger LOG = LoggerFactory.getLogger("io.camelmirror.karaf");

  private final KarafMirror mirror;

  private MirrorBean(KarafMirror mirror) {
    this.mirror = mirror;
  }

  /** Shows a mirror from now on. One that cannot be shown runs all the same. */
  static void register(KarafMirror mirror) {
    try {
      ManagementFactory.getPlatformMBeanServer()
          .registerMBean(new MirrorBean(mirror), objectName(mirror));
    } catch (JMException e) {
      LOG.warn("{}: is not shown through JMX: {}", mirror.name(), e.toString());
    }
  }

  /** Shows it no longer. */
  static void unregister(KarafMirror mirror) {
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(objectName(mirror));
    } catch (JMException e) {
      LOG.debug("{}: was not shown through JMX", mirror.name(), e);
    }
  }

  private static ObjectName objectName(KarafMirror mirror) throws JMException {
    // Quoted only if it has to be: a configuration without a file may have any name.
    String name = mirror.name();
    String safe = name.matches("[\\w.-]+") ? name : ObjectName.quote(name);
    return new ObjectName("io.camelmirror:type=Mirror,name=" + safe);
  }

  @Override
  public String getName() {
    return mirror.name();
  }

  @Override
  public String getState() {
    return status().state().toString();
  }

  @Override
  public String getSettings() {
    return status().settings();
  }

  @Override
  public String getSource() {
    return status().source();
  }

  @Override
  public String getReplica() {
    return status().replica();
  }

  @Override
  public String getInterval() {
    return status().interval();
  }

  @Override
  public boolean isPaused() {
    return status().state() == MirrorStatus.State.PAUSED;
  }

  @Override
  public String getComplaint() {
    return status().complaint();
  }

  @Override
  public String getLastPass() {
    return Objects.toString(status().lastPass(), null);
  }

  @Override
  public String getLastPassAt() {
    return Objects.toString(status().lastPassAt(), null);
  }

  @Override
  public String getLastFailure() {
    return status().lastFailure();
  }

  @Override
  public String getRefused() {
    PassReport report = status().lastPass();
    return report == null ? null : report.refused();
  }

  @Override
  public long getPass() {
    return count(PassReport::pass);
  }

  @Override
  public long getCopied() {
    return count(PassReport::copied);
  }

  @Override
  public long getUpdated() {
    return count(PassReport::updated);
  }

  @Override
  public long getDeleted() {
    return count(PassReport::deleted);
  }

  @Override
  public long getUnchanged() {
    return count(PassReport::unchanged);
  }

  @Override
  public long getSkipped() {
    return count(PassReport::skipped);
  }

  @Override
  public long getFailed() {
    return count(PassReport::failed);
  }

  @Override
  public long getHeld() {
    return count(PassReport::held);
  }

  @Override
  public long getBytes() {
    return count(PassReport::bytes);
  }

  @Override
  public double getSeconds() {
    PassReport report = status().lastPass();
    return report == null ? 0 : report.seconds();
  }

  @Override
  public String run() throws Exception {
    return mirror.run();
  }

  @Override
  public void pause() {
    mirror.pause();
  }

  @Override
  public void resume() {
    mirror.resume();
  }

  private MirrorStatus status() {
    return mirror.status();
  }

  private long count(ToLongFunction<PassReport> counted) {
    PassReport report = status().lastPass();
    return report == null ? 0 : counted.applyAsLong(report);
  }
}
