package io.camelmirror.camel;

import io.camelmirror.pass.MaxDelete;
import io.camelmirror.pass.MirrorOptions;
import io.camelmirror.tree.Selection;
import io.camelmirror.tree.UnusableFolderException;
import java.io.File;
import java.nio.file.Path;
import java.util.Set;
import org.apache.camel.Category;
import org.apache.camel.Processor;
import org.apache.camel.component.file.FileConsumer;
import org.apache.camel.component.file.GenericFileOperations;
import org.apache.camel.component.file.GenericFileProducer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.util.URISupport;

/**
 * Keep a replica folder identical to a source folder.
 *
 * <p>As a consumer it compares the two trees at an interval and emits one exchange for each change;
 * as a producer it applies the change of an exchange.
 */
@UriEndpoint(
    firstVersion = "1.0.0",
    scheme = "mirror",
    extendsScheme = "file",
    title = "Mirror",
    syntax = "mirror:directoryName",
    category = {Category.FILE},
    headersClass = MirrorConstants.class)
@Metadata(excludeProperties = EndpointOptions.REFUSED)
public class MirrorEndpoint extends ReadOnlyFileEndpoint {

  /** The value of {@link #reconcile} that deletes orphans with every pass. */
  static final String WITH_EVERY_PASS = "pass";

  /** The value of {@link #reconcile} for a trigger that fires once per delay. */
  static final String TRIGGERED = "interval";

  @UriParam(
      description =
          "Make this folder identical to the source. Write property:NAME to take the path from the"
              + " property NAME.")
  @Metadata(required = true)
  private String replica;

  @UriParam(description = "Log and count changes without applying them.")
  private boolean dryRun;

  @UriParam(
      label = "consumer",
      description =
          "Emit the orphans found by the last complete pass when a reconciliation is requested,"
              + " instead of marching.")
  private boolean orphans;

  @UriParam(
      label = "consumer",
      defaultValue = WITH_EVERY_PASS,
      description =
          "Delete orphans at the end of every pass (pass), or hold them until a producer with"
              + " operation=reconcile asks for it (any other value). With interval, a producer is"
              + " expected to ask once per delay; every pass deletes orphans until it first does.")
  private String reconcile = WITH_EVERY_PASS;

  @UriParam(
      label = "producer",
      defaultValue = "apply",
      enums = "apply,reconcile,verify",
      description =
          "Apply the change of the exchange (apply), have the consumer with orphans=true emit the"
              + " orphans held or, if none are held, those that the next pass finds (reconcile), or"
              + " read both folders whole and report every difference (verify).")
  private Operation operation = Operation.apply;

  @UriParam private FidelityConfiguration fidelity = new FidelityConfiguration();

  @UriParam private SafetyConfiguration safety = new SafetyConfiguration();

  @UriParam private PaceConfiguration pace = new PaceConfiguration();

  @UriParam private SelectionConfiguration selection = new SelectionConfiguration();

  @UriParam private VerifyConfiguration verify = new VerifyConfiguration();

  /** Kept beside the inherited file, because a File cannot have every name. */
  @UriPath(
      name = "directoryName",
      javaType = "java.io.File",
      description =
          "Mirror this folder; never write to it. Write property:NAME to take the path from the"
              + " property NAME.")
  @Metadata(required = true)
  private Path folder;

  private volatile RoutedMirror mirror;
  private Set<String> governing = Set.of();
  private volatile boolean marches;

  /** The job of a producer. */
  public enum Operation {
    apply,
    reconcile,
    verify
  }

  public MirrorEndpoint() {}

  public MirrorEndpoint(String uri, MirrorComponent component) {
    super(uri, component);
  }

  @Override
  protected FileConsumer newFileConsumer(
      Processor processor, GenericFileOperations<File> operations) {
    if (orphans) {
      return new OrphanConsumer(this, processor, operations);
    }
    marches = true;
    return new MirrorConsumer(this, processor, operations);
  }

  @Override
  public GenericFileProducer<File> createProducer() {
    return switch (operation) {
      case apply -> new MirrorProducer(this);
      case reconcile -> new ReconcileProducer(this);
      case verify -> new VerifyProducer(this);
    };
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    if (replica == null || replica.isEmpty()) {
      throw new IllegalArgumentException("mirror: needs the option replica");
    }
    MaxDelete.parse(safety.getMaxDelete());
    verify.requireAsked(operation);
    try {
      resolve();
    } catch (UnusableFolderException e) {
      // The route refuses to start. Camel starts endpoints of routes that do not start, too.
    }
  }

  private void resolve() throws UnusableFolderException {
    mirror = getComponent().mirror(folder, replica);
    if (dryRun) {
      mirror.makeDry(this);
    }
  }

  /**
   * Checks that an endpoint that does not march has no option that only the marching endpoint can
   * honour.
   *
   * @throws UnusableOptionException if it has such an option
   */
  void requireNothingGoverning() {
    if (!marches && !governing.isEmpty()) {
      throw new UnusableOptionException(
          "mirror: "
              + String.join(", ", governing)
              + " has no effect at "
              + URISupport.sanitizeUri(getEndpointUri())
              + "; give it to the endpoint of the route that polls the source, or to the component");
    }
  }

  /** The options of the mirror, if this is the marching endpoint. */
  MirrorOptions options(Selection selected) throws UnusableFolderException {
    return new MirrorOptions(
        fidelity.toFidelity(),
        safety.toSafety(mirror.folders(), getComponent()),
        selected,
        WITH_EVERY_PASS.equals(reconcile),
        isDryRun(),
        pace.toLoad());
  }

  void setFolder(Path folder) {
    this.folder = folder;
  }

  void setGoverning(Set<String> given) {
    governing = given;
  }

  @Override
  public MirrorComponent getComponent() {
    return (MirrorComponent) super.getComponent();
  }

  /**
   * The state shared by all endpoints of these folders. Available once this endpoint is started.
   *
   * @throws IllegalArgumentException if the folders cannot be resolved
   */
  RoutedMirror mirror() {
    try {
      if (mirror == null) {
        resolve();
      }
      return mirror;
    } catch (UnusableFolderException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  public String getReplica() {
    return replica;
  }

  public void setReplica(String replica) {
    this.replica = replica;
  }

  /** Returns true if dryRun is set on this endpoint or on the component. */
  public boolean isDryRun() {
    return dryRun || getComponent().isDryRun();
  }

  public void setDryRun(boolean dryRun) {
    this.dryRun = dryRun;
  }

  public boolean isOrphans() {
    return orphans;
  }

  public void setOrphans(boolean orphans) {
    this.orphans = orphans;
  }

  public String getReconcile() {
    return reconcile;
  }

  public void setReconcile(String reconcile) {
    this.reconcile = reconcile;
  }

  public Operation getOperation() {
    return operation;
  }

  public void setOperation(Operation operation) {
    this.operation = operation;
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

  public VerifyConfiguration getVerify() {
    return verify;
  }

  public void setVerify(VerifyConfiguration verify) {
    this.verify = verify;
  }
}
