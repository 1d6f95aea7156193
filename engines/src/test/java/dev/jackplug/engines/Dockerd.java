package dev.jackplug.engines;

import dev.jackplug.engines.Namespaces.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A private dockerd with its docker command. */
final class Dockerd extends Engine {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private List<String> flags = List.of();
    private Background daemon;

    private Dockerd(EngineRoom room) throws IOException {
        super(room);
        this.daemon = launch();
    }

    /** Starts a dockerd; returns when it answers. */
    static Dockerd start() throws IOException, InterruptedException {
        EngineRoom room = EngineRoom.open();
        try {
            Dockerd dockerd = new Dockerd(room);
            dockerd.awaitAnswer();
            dockerd.prepare("{{.Server.Version}}");
            return dockerd;
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            room.close();
            throw e;
        }
    }

    @Override
    String program() {
        return "dockerd";
    }

    @Override
    List<String> command() {
        String config = "DOCKER_CONFIG=" + room().own("config");
        return List.of("/usr/bin/env", config, "/usr/bin/docker", "-H", "unix://" + socket());
    }

    @Override
    List<String> imports(String file) {
        return List.of("import", file, IMAGE);
    }

    @Override
    void introduce(String plugin) {
        // It looks for plugins itself.
    }

    /** Ends it and starts it again with these flags. */
    void restart(String... otherFlags) throws IOException, InterruptedException {
        flags = List.of(otherFlags);
        restart();
    }

    /** Runs a busybox applet in a container whose output goes to a log plugin. */
    Outcome loggedBy(String plugin, String applet) throws IOException, InterruptedException {
        String[] group = {"--cgroup-parent", room().controlGroup()};
        return run(
                "run",
                "--rm",
                "--network",
                "none",
                group[0],
                group[1],
                "--log-driver",
                plugin,
                IMAGE,
                "/bin/busybox",
                applet);
    }

    @Override
    void restart() throws IOException, InterruptedException {
        daemon.terminate(LIMIT);
        daemon = launch();
        awaitAnswer();
    }

    private Background launch() throws IOException {
        String command = "dockerd --data-root %s --exec-root %s --pidfile %s -H unix://%s --storage-driver vfs"
                + " --iptables=false --ip6tables=false --bridge=none";
        String[] first = command.formatted(room().own("data"), room().own("exec"), room().own("pid"), socket())
                .split(" ");
        List<String> words = new ArrayList<>(List.of("/usr/bin/env", "PATH=/usr/sbin:/usr/bin:/sbin:/bin"));
        words.addAll(List.of(first));
        words.addAll(flags);
        return room().start(words.toArray(String[]::new));
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        daemon.awaitUntil("dockerd answers", LIMIT, () -> run("version").exitCode() == 0);
    }

    /** Its API without the docker command in between. */
    RawApi api() {
        return new RawApi(room().own("docker.sock"));
    }

    private String socket() {
        return api().socket().toString();
    }
}
