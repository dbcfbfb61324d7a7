package io.camelmirror.camel;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.util.StringHelper;
import org.apache.camel.util.URISupport;
import org.apache.camel.util.UnsafeUriCharactersEncoder;

/**
 * An endpoint's URI as Camel reads it. Camel decodes URIs more than once: {@code a+b} and {@code
 * a%2Bb} become {@code a b}. Folders for which that makes a difference are refused.
 */
final class EndpointUri {

  private static final Set<String> FOLDERS = Set.of("replica", "trash", "requiremarker");

  private static final char UNDECODABLE = '\ufffd';

  private final String normalized;
  private final URI uri;

  private EndpointUri(String normalized, URI uri) {
    this.normalized = normalized;
    this.uri = uri;
  }

  /**
   * Reads a URI.
   *
   * @param written the URI as the route has it
   * @throws IllegalArgumentException if Camel would read another folder than was written
   */
  static EndpointUri of(String written) throws URISyntaxException {
    EndpointUri read = normalized(URISupport.normalizeUri(written));
    requireSame("the source", pathIn(written), read.path());
    String query = URISupport.extractQuery(written);
    if (query != null) {
      Map<String, Object> options = read.parameters();
      URISupport.resolveRawParameterValues(options);
      Set<String> names = new HashSet<>();
      URISupport.parseQuery(query, true)
          .forEach(
              (name, value) -> {
                String plain = EndpointOptions.plain(name);
                if (value instanceof List || !names.add(plain)) {
                  throw new IllegalArgumentException(
                      "mirror: takes the option " + name + " only once");
                }
                if (FOLDERS.contains(plain)) {
                  requireSame(name, value.toString(), options.get(name));
                }
              });
    }
    return read;
  }

  /** Reads a URI that Camel has normalized. */
  static EndpointUri normalized(String text) throws URISyntaxException {
    return new EndpointUri(text, new URI(UnsafeUriCharactersEncoder.encode(text)));
  }

  private static String pathIn(String written) {
    String path = URISupport.stripQuery(StringHelper.after(written, ":", ""));
    return path.startsWith("//") ? path.substring(2) : path;
  }

  private static void requireSame(String what, String written, Object read) {
    String raw = raw(written);
    String meant = raw == null ? decodedOnce(written) : raw;
    if (!meant.equals(read) || raw == null && meant.indexOf(UNDECODABLE) >= 0) {
      throw new IllegalArgumentException(
          "mirror: "
              + what
              + " is written as '"
              + written
              + "', but Camel reads '"
              + read
              + "'; put the path into a property and write property:NAME, or write RAW(PATH) in an"
              + " option");
    }
  }

  private static String raw(String written) {
    boolean closed =
        written.startsWith("RAW(") && written.endsWith(")")
            || written.startsWith("RAW{") && written.endsWith("}");
    return closed ? written.substring("RAW(".length(), written.length() - 1) : null;
  }

  /** Decodes what is percent-encoded; a plus sign is a plus sign. */
  private static String decodedOnce(String written) {
    String encoded = UnsafeUriCharactersEncoder.encode(written).replace("+", "%2B");
    return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
  }

  /** The URI by which Camel knows the endpoint. */
  String normalized() {
    return normalized;
  }

  /** The part between the scheme and the options. */
  String path() {
    return URISupport.extractRemainderPath(uri, false);
  }

  /** The options, which the caller may change. */
  Map<String, Object> parameters() throws URISyntaxException {
    return URISupport.parseParameters(uri);
  }
}
