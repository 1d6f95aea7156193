package dev.jackplug.cli;

import dev.jackplug.cli.trace.Call;
import dev.jackplug.cli.trace.Diagram;
import dev.jackplug.cli.trace.Recording;
import dev.jackplug.cli.trace.TraceListener;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a trace goes: to the terminal, to a file, into a drawing. */
final class TraceSink implements TraceListener, AutoCloseable {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    private final Instant began = Instant.now();
    private final Console console;
    private final String plugin;
    private final boolean bodies;
    private final @Nullable Path out;
    private final @Nullable FileChannel file;
    private final Writer recording;
    private final @Nullable Diagram diagram;
    private int calls;
    private int errors;

    /** What kept the file from being written; from then on nothing is. */
    private volatile @Nullable IOException failure;

    /**
     * Opens what it writes to, and leaves in it what it has of before.
     *
     * @param out the file; null for none
     * @param diagram null for none
     * @throws Trouble if the file cannot be written
     */
    TraceSink(Console console, String plugin, boolean bodies, @Nullable Path out, @Nullable Diagram diagram) {
        this.console = console;
        this.plugin = plugin;
        this.bodies = bodies;
        this.diagram = diagram;
        this.file = out == null ? null : opened(out);
        this.recording = file == null ? Writer.nullWriter() : Channels.newWriter(file, StandardCharsets.UTF_8);
        this.out = out;
    }

    /**
     * Begins, now that the trace stands: not before is a recording of before given up.
     *
     * @throws Trouble if the file cannot be written
     */
    void begin() {
        Map<String, Object> head = Recording.head(plugin);
        empty();
        keep(head);
        if (failed()) {
            close();
        }
        show(head);
    }

    private void empty() {
        try {
            if (file != null && out != null && Files.isRegularFile(out)) {
                file.truncate(0);
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    private static FileChannel opened(Path out) {
        try {
            return open(out);
        } catch (IOException e) {
            throw Trouble.file("--out", out, e, "Choose another file");
        }
    }

    /** For its owner alone, even if it was there before: not every secret looks like one. */
    private static FileChannel open(Path out) throws IOException {
        if (Files.notExists(out)) {
            Files.createFile(out, PosixFilePermissions.asFileAttribute(OWNER));
        } else if (Files.isRegularFile(out)) { // a device or a pipe keeps nothing, and others need it
            Files.setPosixFilePermissions(out, OWNER);
        }
        return FileChannel.open(out, StandardOpenOption.WRITE);
    }

    @Override
    public void called(Call call) {
        calls++;
        errors += call.error().isEmpty() ? 0 : 1;
        if (diagram != null) {
            diagram.add(call);
        }
        write(Recording.line(plugin, call));
        if (!console.json()) {
            print(call);
        }
    }

    @Override
    public void told(double seconds, String what) {
        write(Recording.note(seconds, what));
        if (!console.json()) {
            say(time(seconds) + "  " + what);
        }
    }

    private void print(Call call) {
        Call.Part answer = call.answer();
        say("%s  %-30s %3s %9.1f ms  %s"
                .formatted(
                        time(call.begun()),
                        call.method(),
                        answer == null ? "-" : answer.status(),
                        call.millis(),
                        call.error()));
        if (bodies) {
            say("    > " + call.request().shown());
            say("    < " + (answer == null ? "" : answer.shown()));
        }
    }

    private String time(double seconds) {
        return TIME.format(began.plusNanos((long) (seconds * 1e9)).atZone(ZoneId.systemDefault()));
    }

    private void write(Map<String, Object> line) {
        show(line);
        keep(line);
    }

    private void show(Map<String, Object> line) {
        if (console.json()) {
            console.json(line);
        }
    }

    private void keep(Map<String, Object> line) {
        if (failure == null) {
            try {
                recording.write(Console.text(line));
                recording.flush();
            } catch (IOException e) {
                failure = e;
            }
        }
    }

    /** Whether the file could not be written, so that there is no use in going on. */
    boolean failed() {
        return failure != null;
    }

    /** Says something of the trace itself. */
    void say(String text) {
        if (console.json()) {
            console.json(Recording.note(Duration.between(began, Instant.now()).toMillis() / 1e3, text));
        } else {
            console.line(text.stripTrailing());
            console.out().flush();
        }
    }

    String summary() {
        return calls + (calls == 1 ? " call" : " calls") + ", "
                + (errors == 0 ? "no error" : errors + " with an error");
    }

    /**
     * Ends.
     *
     * @throws Trouble if the file could not be written
     */
    @Override
    public void close() {
        try {
            recording.close();
        } catch (IOException e) {
            failure = failure == null ? e : failure;
        }
        IOException failed = failure;
        if (failed != null && out != null) {
            throw Trouble.file("--out", out, failed, "Choose another file");
        }
    }
}
