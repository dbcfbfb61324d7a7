package io.camelmirror.camel;

import io.camelmirror.tree.PathFilter;
import java.io.File;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.apache.camel.component.file.FileConsumer;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.util.function.Suppliers;

/**
 * The file component's options that choose files: include, exclude, ant patterns, filters, depths.
 */
final class EndpointFilter implements PathFilter {

  private final FileEndpoint endpoint;
  private final Matcher matcher;

  /** The file consumer's own rule for a name. */
  @FunctionalInterface
  interface Matcher {
    boolean matches(
        Supplier<GenericFile<File>> file,
        String name,
        String absolutePath,
        Supplier<String> relativePath,
        boolean directory);
  }

  private EndpointFilter(FileEndpoint endpoint, Matcher matcher) {
    this.endpoint = endpoint;
    this.matcher = matcher;
  }

  /** The filter for an endpoint; the one that accepts all when no option of it chooses. */
  static PathFilter of(FileEndpoint endpoint, Matcher matcher) {
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
    return chooses ? new EndpointFilter(endpoint, matcher) : ALL;
  }

  @Override
  public boolean accepts(Path relative, boolean directory) {
    int depth = relative.getNameCount();
    if (directory ? depth >= endpoint.getMaxDepth() : depth < endpoint.getMinDepth()) {
      return false;
    }
    String root = endpoint.getConfiguration().getDirectory();
    File file = endpoint.getFile().toPath().resolve(relative).toFile();
    return matcher.matches(
        Suppliers.memorize(
            () -> FileConsumer.asGenericFile(root, file, endpoint.getCharset(), false)),
        file.getName(),
        file.getAbsolutePath(),
        relative::toString,
        directory);
  }
}
