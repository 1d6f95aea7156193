package dev.jackplug.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.SocketException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever runs this may do everything, if it is root: so the errors are made, as the JDK makes them. */
class CauseTest {

    @TempDir
    private Path folder;

    private String cause(IOException e) {
        return Cause.of(folder.resolve("file"), e);
    }

    @Test
    void anErrorThatHasThePathAloneIsPutIntoWords() {
        assertThat(cause(new AccessDeniedException("/file"))).isEqualTo("permission denied");
        assertThat(cause(new FileAlreadyExistsException("/file"))).isEqualTo("something is already there");
    }

    @Test
    void theSystemsWordsAreKeptWithoutThePath() {
        assertThat(cause(new FileSystemException("/file", null, "No space left on device")))
                .isEqualTo("No space left on device");
        assertThat(cause(new SocketException("Unix domain path too long"))).isEqualTo("Unix domain path too long");
    }

    @Test
    void aFolderThatWasTidiedAwaySinceIsNotBlamed() {
        assertThat(Cause.of(
                        folder.resolve("gone/file"),
                        new FileSystemException("/gone/file", null, "Operation not permitted")))
                .isEqualTo("Operation not permitted");
    }

    @Test
    void aSocketThatCannotBeMadeIsInTheWayOrForbidden() throws IOException {
        assertThat(cause(new BindException("Keine Berechtigung"))).isEqualTo("permission denied");
        Files.createFile(folder.resolve("file"));
        assertThat(cause(new BindException("Die Adresse wird bereits verwendet")))
                .isEqualTo("something is already there");
    }

    @Test
    void whoMayNotTakeAPluginsPlaceIsToldWhoMay() {
        Trouble trouble = Trouble.tracing("sshfs", new AccessDeniedException("/run/docker/plugins/.jackplug-trace"));
        assertThat(trouble)
                .hasMessage("sshfs cannot be traced: /run/docker/plugins/.jackplug-trace: permission denied."
                        + " Run it as root, or use --listen SOCKET, which moves nothing");
    }
}
