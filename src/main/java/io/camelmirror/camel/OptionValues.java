package io.camelmirror.camel;

import io.camelmirror.pass.MaxDelete;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.util.TimeUtils;
import org.apache.camel.util.URISupport;

/**
 * Checks the values of an endpoint's options. Camel's converters read many a text that does not
 * parse as 0, and where they refuse one, they do not say what the option takes.
 */
final class OptionValues {

  // The names are those of EndpointOptions.plain.
  private static final Set<String> TIMES =
      Set.of(
          "delay",
          "initialdelay",
          "modifywindow",
          "newerthan",
          "olderthan",
          "readlockcheckinterval",
          "readlockminage",
          "readlocktimeout",
          "settle",
          "trashkeep",
          "watchquiet");

  /** Camel takes these out of the options before the endpoint sees them. */
  private static final Set<String> OF_EVERY_ENDPOINT =
      Set.of("autowiredenabled", "bridgeerrorhandler", "lazystartproducer");

  private static final Set<String> RECONCILE =
      Set.of(MirrorEndpoint.WITH_EVERY_PASS, "interval", "schedule");

  private static final Pattern WHOLE = Pattern.compile("\\d{1,18}");
  private static final Pattern TIME =
      Pattern.compile(
          "\\d{1,18}|(?=\\d)(\\d{1,9}d)?(\\d{1,9}h)?(\\d{1,9}m)?(\\d{1,9}s)?(\\d{1,15}ms)?");
  private static final Pattern ZERO = Pattern.compile("[0A-Za-z]*");

  /** Six or seven fields, as Quartz has them. */
  private static final Pattern CRON = Pattern.compile("\\s*\\S+(\\s+\\S+){5,6}\\s*");

  private static final String A_WHOLE_NUMBER = "a whole number";
  private static final String A_TIME = "milliseconds (500) or a duration (30s, 5m, 1h30m)";

  private final PropertyConfigurerGetter types;

  /**
   * Creates the check.
   *
   * @param types knows the types of the options
   */
  OptionValues(PropertyConfigurerGetter types) {
    this.types = types;
  }

  /**
   * Checks the options of an endpoint.
   *
   * @throws IllegalArgumentException if a value does not parse; the message names the option, the
   *     value and what the option takes
   */
  void check(Map<String, Object> parameters) {
    Map<String, Object> plain = new LinkedHashMap<>(parameters);
    URISupport.resolveRawParameterValues(plain);
    plain.forEach(
        (name, value) -> {
          // Camel looks up what starts with a # in its registry.
          if (value instanceof String text && !text.startsWith("#")) {
            check(name, text);
          }
        });
  }

  private void check(String name, String text) {
    String plain = EndpointOptions.plain(name);
    Class<?> type = types.getOptionType(plain, true);
    if (plain.equals("verifyshare")) {
      require(VerifyConfiguration.isShare(text), name, text, "1/7 for a seventh, or 1/1 for all");
    } else if (plain.equals("maxdelete")) {
      require(isLimit(text), name, text, "a number (1000), a percentage (50%) or off");
    } else if (plain.equals("maxsize") || plain.equals("minsize")) {
      require(isSize(text), name, text, "a number of bytes and a unit (500KB, 10MB, 1GB)");
    } else if (plain.equals("reconcile")) {
      require(
          isSchedule(text),
          name,
          text,
          "pass, interval, schedule, a duration (10m) or a Quartz cron expression (0 0 3 * * ?)");
    } else if (TIMES.contains(plain)) {
      require(isTime(text), name, text, A_TIME);
      require(!plain.equals("delay") || !isZero(text), name, text, A_TIME + " above 0");
    } else if (type == int.class) {
      require(isWhole(text, Integer.MAX_VALUE), name, text, A_WHOLE_NUMBER);
    } else if (type == long.class) {
      require(isWhole(text, Long.MAX_VALUE), name, text, A_WHOLE_NUMBER);
    } else if (type == boolean.class
        || type == Boolean.class
        || OF_EVERY_ENDPOINT.contains(plain)) {
      require(
          text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"),
          name,
          text,
          "true or false");
    } else if (type != null && type.isEnum()) {
      require(isOneOf(type, text), name, text, constants(type));
    } else if (type != null && type.isInterface()) {
      require(type == Map.class, name, text, "a bean (#name)");
    }
  }

  private static boolean isSize(String text) {
    return parses(text, Bytes::parse);
  }

  private static boolean isLimit(String text) {
    return parses(text, MaxDelete::parse);
  }

  private static boolean parses(String text, Consumer<String> parser) {
    try {
      parser.accept(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isSchedule(String text) {
    return RECONCILE.contains(text)
        || CRON.matcher(text).matches()
        || isTime(text.trim()) && !isZero(text);
  }

  private static boolean isTime(String text) {
    if (!text.startsWith("P")) {
      return TIME.matcher(text).matches();
    }
    try {
      return !Duration.parse(text).isNegative();
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  /**
   * Converts a time.
   *
   * @throws IllegalArgumentException if it does not parse; the message names the option, the value
   *     and what the option takes
   */
  static Duration time(String name, String text) {
    require(isTime(text), name, text, A_TIME);
    return text.startsWith("P")
        ? Duration.parse(text)
        : Duration.ofMillis(TimeUtils.toMilliSeconds(text));
  }

  private static boolean isZero(String text) {
    return ZERO.matcher(text).matches();
  }

  private static boolean isWhole(String text, long most) {
    return WHOLE.matcher(text).matches() && Long.parseLong(text) <= most;
  }

  private static boolean isOneOf(Class<?> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .anyMatch(constant -> constant.toString().equalsIgnoreCase(text));
  }

  private static String constants(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(Object::toString)
        .collect(Collectors.joining(", "));
  }

  private static void require(boolean parses, String name, String text, String takes) {
    if (!parses) {
      throw refused(name, text, "it takes " + takes);
    }
  }

  /** Describes a failure of Camel to set an option. */
  static IllegalArgumentException refused(PropertyBindingException failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String reason = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    IllegalArgumentException refused =
        refused(failure.getPropertyName(), String.valueOf(failure.getValue()), reason);
    // Not as the cause: some callers show only the innermost message, which must be this one.
    refused.addSuppressed(failure);
    return refused;
  }

  /** Describes the failure of Camel to find a scheduler. */
  static IllegalArgumentException refused(NoSuchBeanException failure) {
    IllegalArgumentException refused =
        refused("scheduler", failure.getName(), "it takes none, spring, quartz or a bean (#name)");
    refused.addSuppressed(failure);
    return refused;
  }

  private static IllegalArgumentException refused(String name, String text, String reason) {
    return new IllegalArgumentException(
        "mirror: does not take " + name + "=" + text + ": " + reason);
  }
}
