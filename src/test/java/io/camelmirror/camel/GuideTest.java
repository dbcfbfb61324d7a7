package io.camelmirror.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.testing.TreeSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The recipes of the guide run as they are printed. */
class GuideTest extends MirrorTestSupport {

  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  static IntStream numbers() throws Exception {
    return IntStream.range(0, recipes().size());
  }

  private static List<String> recipes() throws Exception {
    String guide = Files.readString(Path.of("docs/guide.md"));
    return YAML.matcher(guide).results().map((MatchResult match) -> match.group(1)).toList();
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void recipeMirrors(int number) throws Exception {
    for (int i = 0; i < 50; i++) {
      write(source.resolve("d" + i % 5 + "/f" + i), "content " + i);
    }
    Properties properties = new Properties();
    properties.setProperty("mirror.source", source.toString());
    properties.setProperty("mirror.replica", replica.toString());
    properties.setProperty("mirror.interval", "50ms");
    properties.setProperty("mirror.passes", "1");
    properties.setProperty("mirror.threads", "0");
    properties.setProperty("mirror.reconcile", "pass");
    context.getPropertiesComponent().setOverrideProperties(properties);
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(ResourceHelper.fromString("recipe.camel.yaml", recipes().get(number)));

    context.start();

    assertThat(passes.next().copied()).isEqualTo(50);
    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
  }
}
