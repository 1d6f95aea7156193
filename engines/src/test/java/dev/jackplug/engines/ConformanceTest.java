package dev.jackplug.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.tck.conformance.Report;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The conformance kit on the example plugins, each in namespaces of its own, and on one that nobody here wrote. */
@Tag("engine")
@Timeout(300)
class ConformanceTest {

    private static final String ROOT = System.getenv("JACKPLUG_ROOT");

    /** Idle connections take half a minute each; the server is the same in all of our plugins. */
    private static final String WITHOUT_IDLE = "--skip idle-keep-alive ";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            volume  | --root $JACKPLUG_SOCKETS/root                                     | ''
            network | --root $JACKPLUG_SOCKETS/root                                     | --skip idle-keep-alive
            log     | --root $JACKPLUG_SOCKETS/root --fifos $JACKPLUG_SOCKETS/fifos     | --skip idle-keep-alive
            authz   | --log $JACKPLUG_SOCKETS/decisions                                 | --skip idle-keep-alive
            graph   | --root $JACKPLUG_SOCKETS/root                                     | --skip idle-keep-alive
            secrets | --root $JACKPLUG_SOCKETS/root                                     | --skip idle-keep-alive
            metrics | --to $JACKPLUG_SOCKETS/metrics                                    | --skip idle-keep-alive
            """)
    void anExample(String example, String options, String more) throws Exception {
        String command =
                "%s/examples/%s/run --name plugin --sockets $JACKPLUG_SOCKETS %s".formatted(ROOT, example, options);
        try (Namespaces namespaces = Namespaces.hiding("/run")) {
            Report report = verified(namespaces, "--exec '" + command + "' " + more);
            Verdicts.saw("examples " + example, report);
            assertThat(report.clean()).isTrue();
        }
    }

    private static Report verified(Namespaces namespaces, String arguments) throws Exception {
        return null;
    }
}
