package dev.jackplug.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code examples/secrets} in a swarm of one node. */
@Tag("engine")
@Tag("engine-room")
class SecretPluginTest {
    private static final String SECTION = "The example secret provider";

    private static Dockerd engine;
    private static ExampleProcess plugin;
    private static Path secrets;

    @BeforeAll
    static void start() throws Exception {
        engine = Dockerd.start();
        secrets = Files.createDirectory(engine.room().own("secrets"));
        plugin = ExampleProcess.start(engine, "secrets", engine.newPlugin(), "--root", secrets.toString());
        engine.runWell("swarm", "init", "--advertise-addr", "127.0.0.1");
    }

    @AfterAll
    static void close() throws Exception {
        if (engine != null) {
            engine.run("swarm", "leave", "--force");
            engine.close();
        }
    }

    @Test
    void aTaskFindsTheSecretOfThePluginInItsFile() throws Exception {
        Path file = Files.writeString(secrets.resolve("password"), "s3cr3t");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        engine.runWell("secret", "create", "--driver", plugin.name(), "password");

        engine.runWell(
                "service",
                "create",
                "--detach",
                "--no-resolve-image",
                "--name",
                "web",
                "--secret",
                "password",
                Engine.IMAGE,
                "/bin/busybox",
                "sleep",
                "600");
        plugin.awaitUntil("a task of the service runs", () -> !task().isEmpty());

        assertThat(engine.runWell("exec", task(), "/bin/busybox", "cat", "/run/secrets/password"))
                .isEqualTo("s3cr3t");
        engine.runWell("service", "rm", "web");
        plugin.awaitUntil("the task has gone", () -> task().isEmpty());
        engine.runWell("secret", "rm", "password");
        Findings.saw(engine, SECTION, "service create --secret", "the task finds the value in /run/secrets");
    }

    private static String task() throws IOException, InterruptedException {
        return engine.runWell("ps", "--quiet", "--filter", "name=web").strip();
    }
}
