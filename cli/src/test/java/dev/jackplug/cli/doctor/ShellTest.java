package dev.jackplug.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellTest {

    @TempDir
    private Path folder;

    private static void run(String command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor())
                .isZero();
    }

    @Test
    void whateverAFileIsCalledItIsSetAside() throws Exception {
        Path plugins = Files.createDirectory(folder.resolve("plug ins"));
        for (String name : new String[] {"plain.sock", "it's.sock", "$(touch x).sock", "a\nb.sock", "-rf"}) {
            Path file = Files.writeString(plugins.resolve(name), "x");
            run(Shell.aside(file, plugins));
            assertThat(file).doesNotExist();
        }
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder(
                        "plug ins",
                        "plain.sock.aside",
                        "it's.sock.aside",
                        "$(touch x).sock.aside",
                        "a_b.sock.aside",
                        "-rf.aside");
    }

    @Test
    void whatWasSetAsideBeforeIsKept() throws Exception {
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        for (String content : new String[] {"1", "2", "3"}) {
            run(Shell.aside(Files.writeString(plugins.resolve("a.sock"), content), plugins));
        }
        assertThat(folder.resolve("a.sock.aside")).hasContent("1");
        assertThat(folder.resolve("a.sock.aside2")).hasContent("2");
        assertThat(folder.resolve("a.sock.aside3")).hasContent("3");
    }

    @Test
    void aUrlIsWrittenAsItIs() throws Exception {
        run(Shell.write("unix:///run/%s it's.sock", folder.resolve("a.spec")));
        assertThat(folder.resolve("a.spec")).hasContent("unix:///run/%s it's.sock");
    }
}
