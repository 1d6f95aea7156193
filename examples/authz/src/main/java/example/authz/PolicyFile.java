package example.authz;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The rules in a file, read again when the file has changed. What cannot be read leaves the last rules in force. */
final class PolicyFile {

    private static final Logger LOG = System.getLogger(PolicyFile.class.getName());

    /** Two changes of a file within a tick of the kernel's clock look like one. */
    private static final Duration UNSETTLED = Duration.ofSeconds(1);

    private static final String NEVER = "";

    private final Path file;
    private final InstantSource clock;
    private volatile State state;

    /**
     * Rules in force.
     *
     * @param look how the file looked when it was last read
     * @param problem why it could not be used then; empty when it could
     */
    private record State(String look, Rules rules, String problem) {}

    private PolicyFile(Path file, InstantSource clock, State first) {
        this.file = file;
        this.clock = clock;
        this.state = first;
    }

    /**
     * Reads a file for the first time.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if a line is not understood
     */
    static PolicyFile open(Path file, InstantSource clock) throws IOException {
        return new PolicyFile(file, clock, new State(NEVER, Rules.parse(Files.readString(file)), ""));
    }

    /** The rules that count now. */
    Rules rules() {
        State before = state;
        String look = look();
        if (!look.isEmpty() && look.equals(before.look)) {
            return before.rules;
        }
        State now = read(look, before.rules);
        if (!now.problem.isEmpty() && !now.problem.equals(before.problem)) {
            LOG.log(Level.WARNING, "{0} cannot be used, the last policy stays in force: {1}", file, now.problem);
        } else if (!now.rules.equals(before.rules)) {
            LOG.log(Level.INFO, "the policy in {0} has changed", file);
        }
        state = now;
        return now.rules;
    }

    private State read(String look, Rules last) {
        try {
            return new State(look, Rules.parse(Files.readString(file)), "");
        } catch (IOException | IllegalArgumentException e) {
            return new State(look, last, e.toString());
        }
    }

    /** Differs after every change; {@link #NEVER} while that cannot be said. Taken before the file is read. */
    private String look() {
        try {
            Map<String, Object> now = Files.readAttributes(file, "unix:ino,size,ctime");
            FileTime changed = (FileTime) Objects.requireNonNull(now.get("ctime"));
            boolean settled = changed.toInstant().isBefore(clock.instant().minus(UNSETTLED));
            return settled ? new TreeMap<>(now).toString() : NEVER;
        } catch (IOException e) {
            return "unreadable: " + e;
        }
    }
}
