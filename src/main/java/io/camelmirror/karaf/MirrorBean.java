package io.camelmirror.karaf;

import io.camelmirror.pass.PassReport;
import io.camelmirror.run.MirrorStatus;
import io.camelmirror.run.MirrorStatus.State;
import io.camelmirror.run.SupervisedMirror;
import io.camelmirror.tree.FailureText;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the status of a mirror through JMX, under {@code io.camelmirror:type=Mirror,name=NAME}. The
 * counts are those of the last complete pass, and 0 before the first one.
 */
final class MirrorBean implements DynamicMBean {

  private static final Logger LOG = LoggerFactory.getLogger("io.camelmirror.karaf");

  private static final List<Shown> ATTRIBUTES =
      List.of(
          text("Name", "The name of the mirror.", MirrorStatus::name),
          text("State", "running, paused or stopped.", MirrorStatus::state),
          text("Settings", "The file with the settings.", MirrorStatus::place),
          text("Source", "The source folder.", MirrorStatus::source),
          text("Replica", "The replica folder.", MirrorStatus::replica),
          text("Interval", "The time between two passes.", MirrorStatus::interval),
          new Shown(
              "Paused",
              boolean.class,
              "Whether the mirror is paused.",
              status -> status.state() == State.PAUSED),
          text(
              "Complaint",
              "Why the mirror does not run with its present configuration.",
              MirrorStatus::complaint),
          text("LastPass", "The report of the last complete pass.", MirrorStatus::lastPass),
          text("LastPassAt", "When the last pass ended or failed.", MirrorStatus::lastPassAt),
          text("LastFailure", "Why the last pass failed.", MirrorStatus::lastFailure),
          text(
              "Refused",
              "The guard that refused to delete in the last complete pass.",
              MirrorStatus::refused),
          count("Pass", "The number of the pass since the routes started.", PassReport::pass),
          count("Copied", "Entries that were new.", PassReport::copied),
          count("Updated", "Entries that differed.", PassReport::updated),
          count("Deleted", "Entries that were deleted.", PassReport::deleted),
          count("Moved", "Entries that were moved.", PassReport::moved),
          count("Unchanged", "Entries that were equal.", PassReport::unchanged),
          count("Skipped", "Entries that were not mirrored.", PassReport::skipped),
          count("Failed", "Paths that failed.", PassReport::failed),
          count("Held", "Orphans that wait for a reconciliation.", PassReport::held),
          count("Bytes", "Bytes of content written.", PassReport::bytes),
          new Shown(
              "Seconds",
              double.class,
              "The duration of the pass in seconds.",
              status -> status.lastPass() == null ? 0.0 : status.lastPass().seconds()));

  private static final MBeanOperationInfo[] OPERATIONS = {
    operation("run", "Makes a pass now and returns its report.", String.class),
    operation("pause", "Starts no pass until resume.", void.class),
    operation("resume", "Ends a pause.", void.class)
  };

  private final SupervisedMirror mirror;

  private MirrorBean(SupervisedMirror mirror) {
    this.mirror = mirror;
  }

  /** Registers a mirror. A mirror that cannot be registered runs all the same. */
  static void register(SupervisedMirror mirror) {
    try {
      ManagementFactory.getPlatformMBeanServer()
          .registerMBean(new MirrorBean(mirror), objectName(mirror));
    } catch (JMException e) {
      LOG.warn("{}: cannot be shown through JMX: {}", mirror.name(), e.toString());
    }
  }

  static void unregister(SupervisedMirror mirror) {
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(objectName(mirror));
    } catch (JMException e) {
      LOG.debug("{}: was not shown through JMX", mirror.name(), e);
    }
  }

  private static ObjectName objectName(SupervisedMirror mirror) throws JMException {
    // Quoted only if necessary: a configuration without a file can have any name.
    String name = mirror.name();
    String safe = name.matches("[\\w.-]+") ? name : ObjectName.quote(name);
    return new ObjectName("io.camelmirror:type=Mirror,name=" + safe);
  }

  @Override
  public Object getAttribute(String name) throws AttributeNotFoundException {
    return ATTRIBUTES.stream()
        .filter(shown -> shown.name.equals(name))
        .findFirst()
        .orElseThrow(() -> new AttributeNotFoundException(name))
        .in(mirror.status());
  }

  /** All values are of one moment. */
  @Override
  public AttributeList getAttributes(String[] names) {
    MirrorStatus status = mirror.status();
    List<String> wanted = List.of(names);
    return new AttributeList(
        ATTRIBUTES.stream()
            .filter(shown -> wanted.contains(shown.name))
            .map(shown -> new Attribute(shown.name, shown.in(status)))
            .toList());
  }

  @Override
  public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
    throw new AttributeNotFoundException(attribute.getName() + " is read-only");
  }

  @Override
  public AttributeList setAttributes(AttributeList attributes) {
    return new AttributeList();
  }

  @Override
  public Object invoke(String operation, Object[] parameters, String[] signature)
      throws MBeanException, ReflectionException {
    switch (operation) {
      case "run":
        return run();
      case "pause":
        mirror.pause();
        return null;
      case "resume":
        mirror.resume();
        return null;
      default:
        throw new ReflectionException(new NoSuchMethodException(operation));
    }
  }

  private String run() throws MBeanException {
    try {
      return mirror.run();
    } catch (Exception e) {
      // The client may not have the class of the original exception.
      throw new MBeanException(new IllegalStateException(FailureText.of(e)));
    }
  }

  @Override
  public MBeanInfo getMBeanInfo() {
    return new MBeanInfo(
        MirrorBean.class.getName(),
        "A mirror and its last pass.",
        ATTRIBUTES.stream().map(Shown::info).toArray(MBeanAttributeInfo[]::new),
        null,
        OPERATIONS,
        null);
  }

  private static Shown text(String name, String description, Function<MirrorStatus, ?> value) {
    return new Shown(
        name, String.class, description, status -> Objects.toString(value.apply(status), null));
  }

  private static Shown count(String name, String description, ToLongFunction<PassReport> value) {
    return new Shown(
        name,
        long.class,
        description,
        status -> status.lastPass() == null ? 0L : value.applyAsLong(status.lastPass()));
  }

  private static MBeanOperationInfo operation(String name, String description, Class<?> result) {
    return new MBeanOperationInfo(
        name, description, new MBeanParameterInfo[0], result.getName(), MBeanOperationInfo.ACTION);
  }

  /** An attribute and where it is found in the status. */
  private record Shown(
      String name, Class<?> type, String description, Function<MirrorStatus, Object> value) {

    Object in(MirrorStatus status) {
      return value.apply(status);
    }

    MBeanAttributeInfo info() {
      return new MBeanAttributeInfo(
          name, type.getName(), description, true, false, type == boolean.class);
    }
  }
}
