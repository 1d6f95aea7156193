package dev.jackplug.tck.conformance.plugin;

import dev.jackplug.internal.json.Json;
import dev.jackplug.internal.socket.Deadline;
import dev.jackplug.internal.socket.Deadlines;
import dev.jackplug.internal.socket.TlsClient;
import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.Manifest;
import dev.jackplug.protocol.TlsConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The plugin under judgement, as a probe talks to it. Each request goes over a connection of its own, within the time limit.
 * {@link #call} may be used by many threads.
 */
final class Subject implements AutoCloseable {

    private final Deadlines deadlines = new Deadlines();
    private final List<Heard> heard = Collections.synchronizedList(new ArrayList<>());
    private final PluginKit.Settings settings;
    private final @Nullable Launch launch;
    private final Address address;
    private final @Nullable TlsClient tls;
    private @Nullable List<String> implemented;
    private @Nullable Idle idle;

    /** A launch is null for a plugin that somebody else runs. */
    Subject(PluginKit.Settings settings, @Nullable Launch launch) {
        this.settings = settings;
        this.launch = launch;
        this.address = launch != null ? launch.address() : Objects.requireNonNull(settings.address());
        TlsConfig config = settings.tls() == null ? TlsConfig.SYSTEM : settings.tls();
        this.tls = address instanceof Address.Tls ? TlsClient.of(config) : null;
    }

    /** What the user said of this run. */
    PluginKit.Settings settings() {
        return settings;
    }

    /** Whether the kit runs the plugin itself. */
    boolean launched() {
        return launch != null;
    }

    /**
     * Starts the plugin unless it runs, at a place where no socket is left of an earlier run, and waits until it answers; the
     * connection may be queued while it starts.
     */
    Heard starts() throws IOException {
        if (!launch().runs()) {
            Files.deleteIfExists(launch().socket());
            launch().start();
        }
        long end = System.nanoTime() + Launch.START.toNanos();
        while (true) {
            try {
                return call(Manifest.ACTIVATE, "");
            } catch (IOException e) {
                if (System.nanoTime() > end || launch().ends(Launch.LOOK_EVERY)) {
                    throw e;
                }
            }
        }
    }

    /** The plugin's process; only for checks that {@linkplain Rule.Effect#RUNS run} it. */
    Launch launch() {
        return Objects.requireNonNull(launch);
    }

    /** The subsystems that the plugin said it implements when it was asked first. */
    List<String> implemented() throws IOException {
        if (implemented == null) {
            implemented = call(Manifest.ACTIVATE, "").list("Implements").stream()
                    .map(String::valueOf)
                    .toList();
        }
        return implemented;
    }

    /** A name of our own, which no other thing in the plugin has. */
    static String unique() {
        return "jackplug-verify-" + UUID.randomUUID().toString().substring(24);
    }

    /** Calls a method as moby does, with a JSON text; empty for no body. */
    Heard call(String method, String json) throws IOException {
        try (Talk talk = open()) {
            Heard answer = talk.call(method, json);
            heard.add(answer);
            return answer;
        }
    }

    /** The same with an object, and the line feed that Go ends every JSON text with. */
    Heard call(String method, Map<String, ?> request) throws IOException {
        return call(method, json(request) + "\n");
    }

    /** An object as text. */
    static String json(Map<String, ?> request) {
        return new String(Json.write(request), StandardCharsets.UTF_8).strip();
    }

    /** The time limit of a step that is no call. */
    Deadline limit() {
        return deadlines.start(settings.limit());
    }

    /** Calls a method whose answer is read as it comes. */
    Streamed stream(String method, Map<String, ?> request) throws IOException {
        return open().stream(method, json(request));
    }

    /** Calls a method that takes something back, whatever comes of it. */
    void tidy(String method, Map<String, ?> request) {
        try {
            call(method, request);
        } catch (IOException e) {
            // A plugin that cannot be reached cannot be tidied; whoever looked for that has said so.
        }
    }

    /**
     * Sends bytes as they are, each piece on its own, and reads one answer.
     *
     * @param what the request in words, for the evidence
     */
    Heard raw(String what, String... pieces) throws IOException {
        try (Talk talk = open()) {
            return talk.raw(what, pieces);
        }
    }

    /** A connection for several requests. */
    Talk open() throws IOException {
        return Talk.open(address, tls, deadlines, settings.limit());
    }

    /** Every answer to a {@link #call} so far. */
    List<Heard> heard() {
        synchronized (heard) {
            return List.copyOf(heard);
        }
    }

    /** A connection that nothing is said on; the first call opens it. */
    Idle idle() throws IOException {
        if (idle == null) {
            idle = Idle.begin(open());
        }
        return idle;
    }

    @Override
    public void close() {
        deadlines.close();
        if (idle != null) {
            idle.close();
        }
    }
}
