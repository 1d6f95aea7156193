package dev.jackplug.tck.conformance.plugin;

import dev.jackplug.protocol.ProtocolException;
import dev.jackplug.protocol.log.LogCodec;
import dev.jackplug.protocol.log.LogEntry;
import dev.jackplug.protocol.log.LogFrames;
import dev.jackplug.tck.internal.Violation;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the log of a container that runs, as {@code docker logs -f} does. */
final class Following {

    private final Streamed answer;
    private final LogFrames frames = new LogFrames(LogFrames.LIMIT);
    private final byte[] piece = new byte[8 * 1024];

    private Following(Streamed answer) {
        this.answer = answer;
    }

    /** Judges that a line comes that is written after the reading began. */
    static String judge(OwnLog log) throws IOException {
        log.write(List.of(Lines.line("one", 0)));
        try (Streamed answer = log.plugin().stream("LogDriver.ReadLogs", log.request(Map.of("Follow", true)))) {
            int status = answer.answer().status();
            if (status != 200) {
                throw new Violation(answer.request() + " -> " + status + ": no log");
            }
            Following reader = new Following(answer);
            reader.await("one\n");
            log.write(List.of(Lines.line("two", 1)));
            reader.await("two\n");
            log.stop();
            return answer.request() + " -> 200 one, two";
        }
    }

    private void await(String line) throws IOException {
        try {
            String next = next().map(LogEntry::text).orElse("the end");
            if (!next.equals(line)) {
                throw new Violation(answer.request() + ": " + next.strip() + " where " + line.strip() + " should be");
            }
        } catch (IOException | ProtocolException e) {
            throw new Violation(answer.request() + ": " + line.strip() + " does not come: " + e.getMessage());
        }
    }

    private Optional<LogEntry> next() throws IOException {
        Optional<byte[]> message = frames.next();
        while (message.isEmpty()) {
            int count = answer.body().read(piece);
            if (count < 0) {
                return Optional.empty();
            }
            frames.add(piece, count);
            message = frames.next();
        }
        return message.map(LogCodec::decode);
    }
}
