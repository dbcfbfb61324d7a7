package io.camelmirror.camel;

import io.camelmirror.pass.Mirror;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.PathArgument;
import io.camelmirror.tree.UnusableFolderException;
import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.component.file.FileComponent;
import org.apache.camel.component.file.GenericFileConfiguration;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.spi.annotations.Component;

/** Camel's file component with a replica. */
@Component("mirror")
public class MirrorComponent extends FileComponent {

  private final RoutedMirrors mirrors = new RoutedMirrors();

  private volatile boolean paused;
  private volatile Notifications notifications;

  @Metadata(
      description =
          "Append this to the names of the loggers, to tell several mirrors in one process apart: with"
              + " docs, passes are logged to io.camelmirror.pass.docs.")
  private String name;

  @Metadata(
      label = "advanced",
      defaultValue = "false",
      description =
          "Put mirror.action, mirror.path, mirror.bytes and mirror.millis into the MDC of SLF4J while"
              + " an applied change goes on through its route.")
  private boolean mdc;

  @Metadata(
      defaultValue = "false",
      description = "Log and count changes without applying them. This applies to every endpoint.")
  private boolean dryRun;

  @Metadata(
      defaultValue = "new",
      enums = "new,all",
      description =
          "Log a problem when it begins, changes and ends, at most 100 of a kind per pass (new), or"
              + " every problem of every pass (all).")
  private String logProblems = ProblemLog.NEW;

  @Metadata(
      defaultValue = "new",
      enums = "new,all",
      description =
          "Log a pass that changed nothing if something else is new and once an hour (new), or every"
              + " such pass (all).")
  private String logUnchanged = ProblemLog.NEW;

  @Metadata(
      description =
          "Send one exchange to this Camel endpoint for each refusal of a guard, each outage, each"
              + " problem that begins or ends and each corruption that a verification finds.")
  private String notify;

  @Metadata(description = "The options for what to preserve and how to compare, as one object.")
  private FidelityConfiguration fidelity = new FidelityConfiguration();

  @Metadata(description = "The options that protect the replica from losing data, as one object.")
  private SafetyConfiguration safety = new SafetyConfiguration();

  @Metadata(
      description =
          "The options for when to work and how much of the machine to take, as one object.")
  private PaceConfiguration pace = new PaceConfiguration();

  @Metadata(description = "The options that choose which files to mirror, as one object.")
  private SelectionConfiguration selection = new SelectionConfiguration();

  public MirrorComponent() {}

  public MirrorComponent(CamelContext context) {
    super(context);
  }

  /** Makes Camel pass the URI as written: decoded, it may name other folders. */
  @Override
  public boolean useRawUri() {
    return true;
  }

  @Override
  public Endpoint createEndpoint(String written, Map<String, Object> properties) throws Exception {
    EndpointUri uri = EndpointUri.of(written);
    // Camel has not decoded its own parameters; these replace them.
    Map<String, Object> parameters = uri.parameters();
    if (properties != null) {
      parameters.putAll(properties);
    }
    if (getEndpointPropertyConfigurer() instanceof PropertyConfigurerGetter types) {
      new OptionValues(types).check(parameters);
    }
    try {
      return super.createEndpoint(uri.normalized(), parameters);
    } catch (PropertyBindingException e) {
      throw OptionValues.refused(e);
    } catch (NoSuchBeanException e) {
      throw OptionValues.refused(e);
    }
  }

  @Override
  protected GenericFileEndpoint<File> createEndpoint(
      String uri, String remaining, Map<String, Object> parameters) throws Exception {
    EndpointOptions.check(parameters);
    return super.createEndpoint(uri, EndpointUri.normalized(uri).path(), parameters);
  }

  @Override
  protected MirrorEndpoint buildFileEndpoint(
      String uri, String remaining, Map<String, Object> parameters) {
    Path folder = folder(remaining);
    File directory = folder.toFile();
    MirrorEndpoint endpoint = new MirrorEndpoint(uri, this);
    endpoint.setFolder(folder);
    endpoint.setFile(directory);
    endpoint.setFidelity(fidelity.copy());
    endpoint.setSafety(safety.copy());
    endpoint.setPace(pace.copy());
    endpoint.setSelection(selection.copy());
    GenericFileConfiguration configuration = new GenericFileConfiguration();
    configuration.setDirectory(directory.getPath());
    endpoint.setConfiguration(configuration);
    endpoint.setGoverning(EndpointOptions.governingIn(parameters));
    return endpoint;
  }

  /** Resolves a folder given in a route; see {@link OptionText}. */
  Path folder(String text) {
    return PathArgument.path(OptionText.resolve(getCamelContext(), text));
  }

  /** The state shared by all endpoints of two folders, however their paths are written. */
  RoutedMirror mirror(Path source, String replica) throws UnusableFolderException {
    return mirrors.of(new FolderPair(source.toAbsolutePath(), folder(replica).toAbsolutePath()));
  }

  /**
   * Stops all passes at once and rolls back long copies. Call it before stopping a context that
   * must stop quickly.
   */
  public void abort() {
    mirrors.abortVerifications();
    mirrors.each(Mirror::abort);
  }

  /**
   * Prevents passes, reconciliations and verifications until {@link #resume}. Cancels the one in
   * progress; changes in progress are finished.
   */
  public void pause() {
    paused = true;
    mirrors.abortVerifications();
    mirrors.each(Mirror::pause);
  }

  /** Ends a pause; the next pass starts at the next interval. */
  public void resume() {
    paused = false;
    mirrors.each(Mirror::resume);
  }

  public boolean isPaused() {
    return paused;
  }

  @Override
  protected void doInit() throws Exception {
    super.doInit();
    ContentConverter.register(getCamelContext());
  }

  @Override
  protected synchronized void doStop() throws Exception {
    abort();
    mirrors.clear();
    if (notifications != null) {
      notifications.close();
      notifications = null;
    }
    super.doStop();
  }

  /** Where notifications go; null if nobody wants any. */
  synchronized Notifications notifications() {
    if (notifications == null && notify != null && !notify.isEmpty()) {
      notifications = new Notifications(getCamelContext(), notify, name);
    }
    return notifications;
  }

  /**
   * Waits until all notifications are sent. Call it before stopping a context: the routes that they
   * go through stop then.
   *
   * @param millis for how long, in milliseconds
   */
  public void awaitNotifications(long millis) {
    Notifications waiting = notifications;
    if (waiting != null) {
      waiting.await(millis);
    }
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public boolean isDryRun() {
    return dryRun;
  }

  public void setDryRun(boolean dryRun) {
    this.dryRun = dryRun;
  }

  public String getLogProblems() {
    return logProblems;
  }

  public void setLogProblems(String logProblems) {
    this.logProblems = ProblemLog.choice("logProblems", logProblems);
  }

  public String getLogUnchanged() {
    return logUnchanged;
  }

  public void setLogUnchanged(String logUnchanged) {
    this.logUnchanged = ProblemLog.choice("logUnchanged", logUnchanged);
  }

  public String getNotify() {
    return notify;
  }

  public void setNotify(String notify) {
    this.notify = notify;
  }

  public boolean isMdc() {
    return mdc;
  }

  public void setMdc(boolean mdc) {
    this.mdc = mdc;
  }

  public FidelityConfiguration getFidelity() {
    return fidelity;
  }

  public void setFidelity(FidelityConfiguration fidelity) {
    this.fidelity = fidelity;
  }

  public SafetyConfiguration getSafety() {
    return safety;
  }

  public void setSafety(SafetyConfiguration safety) {
    this.safety = safety;
  }

  public PaceConfiguration getPace() {
    return pace;
  }

  public void setPace(PaceConfiguration pace) {
    this.pace = pace;
  }

  public SelectionConfiguration getSelection() {
    return selection;
  }

  public void setSelection(SelectionConfiguration selection) {
    this.selection = selection;
  }
}
