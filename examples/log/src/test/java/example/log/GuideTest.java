package example.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The code in "a log plugin in ten minutes" is the code of this example. */
class GuideTest {

    private static final Pattern SNIPPET = Pattern.compile("<!-- (\\w+\\.java) -->\n```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void everySnippetStandsInTheSources() throws IOException {
        String guide = Files.readString(Path.of("../../docs/guide/log-plugin.md"));
        List<String> found = new ArrayList<>();
        Matcher snippet = SNIPPET.matcher(guide);
        while (snippet.find()) {
            found.add(snippet.group(2));
            String source = Files.readString(Path.of("src/main/java/example/log", snippet.group(1)));
            assertThat(bare(source)).contains(bare(snippet.group(2)));
        }
        assertThat(found).hasSize(guide.split("```java", -1).length - 1).isNotEmpty();
    }

    /** Without the indentation, which is the only difference. */
    private static String bare(String code) {
        return code.lines().map(String::strip).reduce("", (all, line) -> all + line + "\n");
    }
}
