package dev.jackplug.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListenersTest {

    private static final String HEADING = "Num       RefCount Protocol Flags    Type St Inode Path\n";
    private static final String LISTENS = "0000000000000000: 00000002 00000000 00010000 0001 01 21037 ";

    @TempDir
    private Path proc;

    /** Every user of the machine can have such lines there. */
    @Test
    void whatSomebodyPutIntoTheNameOfASocketHidesNoOther() throws IOException {
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        table.writeBytes((HEADING + LISTENS + "/run/a\0.sock\n" + LISTENS + "@").getBytes(StandardCharsets.UTF_8));
        table.write(0xFF);
        table.writeBytes("\na b c zz e f 1 /run/forged\n".getBytes(StandardCharsets.UTF_8));
        table.writeBytes((LISTENS + "/run/docker/plugins/a.sock\n").getBytes(StandardCharsets.UTF_8));
        Files.createDirectory(proc.resolve("net"));
        Files.write(proc.resolve("net/unix"), table.toByteArray());

        assertThat(Listeners.of(proc).paths()).containsExactly(Path.of("/run/docker/plugins/a.sock"));
    }
}
