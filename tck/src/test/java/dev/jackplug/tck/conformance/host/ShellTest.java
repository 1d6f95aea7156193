package dev.jackplug.tck.conformance.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.tck.conformance.host.HostKit.Driver.Driven;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ShellTest {

    private static Driven run(String command, Duration limit) throws IOException {
        return new Shell(command, limit).use(Path.of("/some where"), "sshfs");
    }

    @Test
    void aCommandIsToldWhichPluginAndWhere() throws IOException {
        String command = "echo '{plugin} in {sockets}'; echo $JACKPLUG_PLUGIN in $JACKPLUG_SOCKETS >&2; exit 3";
        assertThat(run(command, Duration.ofSeconds(20)))
                .isEqualTo(new Driven(3, "sshfs in /some where\nsshfs in /some where\n"));
    }

    @Test
    void oneThatDoesNotEndIsKilledWithWhatItStarted() throws IOException {
        Driven driven = run("echo begun; sleep 1234 & wait", Duration.ofMillis(300));
        assertThat(driven.exit()).isEqualTo(HostKit.Driver.UNENDED);
        assertThat(driven.output()).isEqualTo("begun\n");
        ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").endsWith("sleep 1234"))
                .forEach(process ->
                        process.onExit().orTimeout(20, TimeUnit.SECONDS).join());
    }
}
