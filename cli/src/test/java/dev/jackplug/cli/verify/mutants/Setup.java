package dev.jackplug.cli.verify.mutants;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a mutant is put together; as it is made, it is the correct plugin behind a relay that changes nothing. */
final class Setup {

    /** Something that is done at some moment of the plugin's life. */
    interface Step {
        void run() throws IOException;
    }

    /** Something that is done with a socket, or with the file that tells of a port. */
    interface FileStep {
        void run(Path file) throws IOException;
    }

    static final String ACTIVATED = """
            if [ "${LISTEN_PID:-}" != $$ ]; then exec "$@" </dev/null; fi
            if [ "${LISTEN_FDS:-}" != 1 ]; then exit 1; fi
            unset LISTEN_PID LISTEN_FDS LISTEN_FDNAMES
            exec "$@" 0<&3 3<&-
            """;

    /** Where the plugin keeps its books; the same after a restart. */
    final Path state;

    Rule rule = Rule.NONE;
    Door door = new Door();
    Duration idle = Duration.ofMinutes(5);
    int connections = Integer.MAX_VALUE;

    /** What those beyond are told; null for nothing. */
    @Nullable
    Answer refusal;

    boolean oneByOne;
    boolean hangsUp;
    boolean forgetful;
    Step beforeStart = () -> {};

    @Nullable
    Rule afterStart;

    /** Ends the plugin as a crash would. */
    Runnable crash = () -> {};

    /** What the rule lets go of when the plugin ends. */
    Runnable end = () -> {};

    /** How systemd's socket comes to the JVM: a shell text, whose arguments are the command. */
    String launcher = ACTIVATED;

    FileStep whenInherited = socket -> {};
    FileStep inheritedEnds = socket -> {};
    FileStep beforePort = spec -> {};
    FileStep announced = spec -> {};
    boolean announcementStays;

    Setup(Path state) {
        this.state = state;
    }

    static Setup of(Mutant mutant, Path state) {
        Setup setup = new Setup(state);
        mutant.mistake().change().apply(setup);
        return setup;
    }
}
