package io.camelmirror.camel;

import io.camelmirror.tree.Entry;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.PathFilter;
import java.io.File;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.component.file.GenericFile;

/**
 * Selects files by the file component's options: include, exclude, ant patterns, filters, depths.
 */
final class EndpointFilter implements PathFilter {

  private final FileEndpoint endpoint;
  private final FolderPair folders;
  private final Matcher matcher;

  /** The file consumer's rule for matching a file. */
  @FunctionalInterface
  interface Matcher {
    boolean matches(
        Supplier<GenericFile<File>> file,
        String name,
        String absolutePath,
        Supplier<String> relativePath,
        boolean directory);
  }

  private EndpointFilter(FileEndpoint endpoint, FolderPair folders, Matcher matcher) {
    this.endpoint = endpoint;
    this.folders = folders;
    this.matcher = matcher;
  }

  /** The filter for an endpoint; accepts everything if no option selects files. */
  static PathFilter of(FileEndpoint endpoint, FolderPair folders, Matcher matcher) {
    boolean chooses =
        endpoint.getInclude() != null
            || endpoint.getExclude() != null
            || endpoint.getIncludeExt() != null
            || endpoint.getExcludeExt() != null
            || endpoint.getAntFilter() != null
            || endpoint.getFilter() != null
            || endpoint.getFilterDirectory() != null
            || endpoint.getFilterFile() != null
            || endpoint.getMinDepth() > 0
            || endpoint.getMaxDepth() < Integer.MAX_VALUE;
    return chooses ? new EndpointFilter(endpoint, folders, matcher) : ALL;
  }

  @Override
  public boolean accepts(Path relative, Entry entry, Side side) {
    int depth = relative.getNameCount();
    if (entry.isDirectory() ? depth >= endpoint.getMaxDepth() : depth < endpoint.getMinDepth()) {
      return false;
    }
    // An orphan has no source entry, so the filter sees the replica's size and time.
    Path root = side == Side.SOURCE ? folders.source() : folders.replica();
    File file = root.resolve(relative).toFile();
    return matcher.matches(
        () -> new MirrorFile(root, relative, entry),
        file.getName(),
        file.getAbsolutePath(),
        relative::toString,
        entry.isDirectory());
  }
}
