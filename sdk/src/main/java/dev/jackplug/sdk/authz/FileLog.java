package dev.jackplug.sdk.authz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;

/** Decisions at the end of a file, which is opened for each: it may be moved away, and a line is written in one piece. */
record FileLog(Path file, InstantSource clock) implements DecisionLog {

    @Override
    public void decided(Decision decision) {
        try {
            Files.writeString(
                    file,
                    clock.instant() + " " + decision + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("the decision cannot be written to " + file, e);
        }
    }
}
