package dev.jackplug.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jackplug.internal.http.BadHttpException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Any text as the query of a URL. */
class QueryFuzzTest {

    @FuzzTest
    void aQueryIsRefusedInASentenceOrReadAgainWhenItWasWritten(byte[] input) throws BadHttpException {
        Map<String, String> parameters;
        try {
            parameters = Query.parse(new String(input, StandardCharsets.UTF_8));
        } catch (BadHttpException e) {
            assertThat(e.getMessage().chars().anyMatch(Character::isISOControl)).isFalse();
            return;
        }
        String written = parameters.entrySet().stream()
                .map(one -> escaped(one.getKey()) + "=" + escaped(one.getValue()))
                .collect(Collectors.joining("&"));
        assertThat(Query.parse(written)).isEqualTo(parameters);
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
