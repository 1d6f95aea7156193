package dev.jackplug.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.jackplug.tck.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Where the command prints, as a process sees it. */
class StandardOutputTest {

    private static final Path FULL = Path.of("/dev/full");

    @AutoClose
    private final PluginFolder folder = new PluginFolder();

    StandardOutputTest() throws IOException {}

    @Test
    void anAnswerIsPrintedAsItCameWhateverTheLocale() throws Exception {
        String answer = "{\"Mountpoint\":\"/b\u00FCro/\u65E5\u672C\"}";
        folder.live("p").answering("VolumeDriver.Path", Answer.json(answer));
        try (Background call = Background.start(folder, Map.of("LC_ALL", "C"), "call", "p", "VolumeDriver.Path")) {
            assertThat(call.ended()).isEqualTo(answer + "\n");
        }
    }

    @Test
    void whatCouldNotBePrintedIsNoSuccess() throws Exception {
        assumeThat(FULL).exists();
        Process ls = new ProcessBuilder(Background.command("ls", "--json", "--sockets", folder.sockets))
                .redirectOutput(FULL.toFile())
                .start();
        String said = new String(ls.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(ls.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(ls.exitValue()).isEqualTo(1);
        assertThat(said).contains("not everything could be printed");
    }
}
