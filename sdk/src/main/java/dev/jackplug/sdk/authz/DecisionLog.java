package dev.jackplug.sdk.authz;

import java.nio.file.Path;
import java.time.InstantSource;

/** Where decisions are written. Called by many threads at once. A log that throws is a failure: {@link FailMode}. */
@FunctionalInterface
public interface DecisionLog {

    /** Writes a decision: each on a request, and those on responses that are not allowed. */
    void decided(Decision decision);

    /** The process's own log, {@link System.Logger}: what is allowed as information, the rest as warnings. */
    static DecisionLog system() {
        return new SystemLog(System.getLogger(DecisionLog.class.getName()));
    }

    /** The end of a file, a line with the time for each decision. The file may be moved away at any time. */
    static DecisionLog file(Path file) {
        return new FileLog(file, InstantSource.system());
    }
}
