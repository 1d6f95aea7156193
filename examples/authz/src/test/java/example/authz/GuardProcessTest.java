package example.authz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.host.Directories;
import dev.jackplug.host.Plugins;
import dev.jackplug.host.authz.ApiRequest;
import dev.jackplug.host.authz.AuthzChain;
import dev.jackplug.host.authz.Client;
import dev.jackplug.host.authz.Ruling;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin in a process of its own, asked by a host of this project. */
class GuardProcessTest {

    private static final Map<String, List<String>> JSON = Map.of("Content-Type", List.of("application/json"));

    @TempDir
    private Path folder;

    private Path policy;
    private Path log;
    private Plugins plugins;
    private Process process;
    private BufferedReader output;

    @BeforeEach
    void start() throws IOException {
        policy = Files.writeString(folder.resolve("policy"), "");
        log = folder.resolve("log");
        process = java(
                "--name", "g", "--sockets", folder.toString(), "--policy", policy.toString(), "--log", log.toString());
        output = process.inputReader(UTF_8);
        assertThat(output.readLine())
                .isEqualTo("listening at unix://" + folder.resolve("g.sock") + ", policy in " + policy
                        + "; start dockerd with --authorization-plugin=g");
        plugins = Plugins.builder()
                .directories(new Directories(List.of(folder), List.of()))
                .build();
    }

    @AfterEach
    void stop() throws InterruptedException {
        plugins.close();
        process.destroyForcibly();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    private static Process java(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private Ruling create(String body) throws IOException {
        return new AuthzChain(plugins, List.of("g"))
                .request(ApiRequest.read(
                        Client.UNKNOWN,
                        "POST",
                        "/containers/create",
                        JSON,
                        new ByteArrayInputStream(body.getBytes(UTF_8))));
    }

    @Test
    void aHostThatAsksItIsAnsweredInThePolicysWords() throws IOException {
        assertThat(create("{\"Image\":\"x\"}")).isEqualTo(Ruling.ALLOWED);
        assertThat(create("{\"HostConfig\":{\"Privileged\":true},\"HostConfig\":{}}"))
                .isEqualTo(new Ruling(
                        403, "authorization denied by plugin g: a privileged container is not allowed here"));
        assertThat(Files.readAllLines(log)).hasSize(2);
    }

    @Test
    void aBrokenFileIsSaidOnceAndTheLastPolicyStays() throws IOException {
        Files.writeString(policy, "allow privileged\n");
        assertThat(create("{\"Privileged\":true}")).isEqualTo(Ruling.ALLOWED);
        Files.writeString(policy, "allow everything\n");
        assertThat(create("{\"Privileged\":true}")).isEqualTo(Ruling.ALLOWED);
        assertThat(create("{\"PidMode\":\"host\"}").status()).isEqualTo(403);
        process.toHandle().destroy(); // Process.destroy would close its output.

        assertThat(output.lines().filter(line -> line.contains("cannot be used")))
                .singleElement()
                .asString()
                .contains(policy + " cannot be used, the last policy stays in force")
                .contains("line 1: \"allow everything\" is not understood");
    }

    @Test
    void aFirstPolicyThatIsBrokenEndsIt() throws Exception {
        Files.writeString(policy, "allow everything\n");
        Process second = java("--sockets", folder.toString(), "--policy", policy.toString());

        assertThat(new String(second.getInputStream().readAllBytes(), UTF_8))
                .startsWith("policy " + policy)
                .contains("line 1: \"allow everything\" is not understood");
        assertThat(second.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(1);
    }

    @Test
    void anArgumentThatItDoesNotKnowIsNamedBesideTheOneThatWasMeant() throws Exception {
        Process second = java("--polizy", "x");

        assertThat(new String(second.getInputStream().readAllBytes(), UTF_8)).contains("'--polizy'", "--policy");
        assertThat(second.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(2);
    }

    @Test
    void theFileOfTheExampleCanBeUsed() throws IOException {
        assertThat(Rules.parse(Files.readString(Path.of("policy"))).allowed())
                .isEqualTo(Map.of("mount", Set.of("/srv/data")));
    }
}
