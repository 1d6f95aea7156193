package dev.jackplug.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.host.Directories;
import dev.jackplug.host.Entry;
import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.PluginName;
import dev.jackplug.protocol.Target;
import dev.jackplug.protocol.TlsConfig;
import dev.jackplug.protocol.TransportException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DialChecksTest {

    @TempDir
    private Path folder;

    private Finding finding(Path socket, IOException cause) {
        Entry.Located entry =
                new Entry.Located(new PluginName("a"), socket, new Address.Unix(socket), TlsConfig.SYSTEM, List.of());
        Scene scene = new Scene(new Directories(List.of(folder), List.of()), List.of(entry));
        return new DialChecks(scene, Listeners.of(folder))
                .of(
                        entry,
                        new TransportException(
                                Target.of("a"), "cannot connect: " + cause.getMessage(), "", false, cause));
    }

    /** Whoever runs this may connect to everything, if it is root: so the error is made, as the JDK makes it. */
    @Test
    void whoMayNotConnectIsToldWhoMay() throws IOException {
        Path socket = Files.createFile(folder.resolve("a.sock"));
        Finding finding = finding(socket, new BindException("Keine Berechtigung"));
        assertThat(finding.code()).isEqualTo(Code.NO_PERMISSION);
        assertThat(finding.evidence()).contains(socket.toString()).contains("rw");
        assertThat(finding.fix()).isEqualTo("sudo jackplug doctor a");
        assertThat(finding.use()).isEqualTo(Cost.NOTHING);
    }

    @Test
    void theCauseDoesNotDependOnTheLanguageOfTheSystem() throws IOException {
        Path socket = Files.createFile(folder.resolve("a.sock"));
        assertThat(finding(socket, new ConnectException("Verbindungsaufbau abgelehnt"))
                        .code())
                .isEqualTo(Code.STALE_SOCKET);
        assertThat(finding(socket, new SocketException("Das Protokoll passt nicht zu dem Socket"))
                        .code())
                .isEqualTo(Code.NO_CONNECTION);
        assertThat(finding(folder.resolve("gone.sock"), new SocketException("Datei oder Verzeichnis nicht gefunden"))
                        .code())
                .isEqualTo(Code.SOCKET_GONE);
    }
}
