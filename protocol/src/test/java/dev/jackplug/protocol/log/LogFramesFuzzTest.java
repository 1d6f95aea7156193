package dev.jackplug.protocol.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jackplug.protocol.ProtocolException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Any bytes as what comes through a container's pipe. */
class LogFramesFuzzTest {

    @FuzzTest
    void entriesAreReadOrRefusedHoweverTheyAreCut(byte[] flow) {
        assertThat(entries(flow, 1)).isEqualTo(entries(flow, Math.max(1, flow.length)));
    }

    /** The entries, and at the end what is wrong with the flow, if anything is. */
    private static List<Object> entries(byte[] flow, int atOnce) {
        LogFrames frames = new LogFrames(1024);
        List<Object> entries = new ArrayList<>();
        try {
            for (int at = 0; at < flow.length; at += atOnce) {
                frames.add(Arrays.copyOfRange(flow, at, at + atOnce), atOnce);
                for (Optional<byte[]> next = frames.next(); next.isPresent(); next = frames.next()) {
                    entries.add(readAgain(LogCodec.decode(next.get())));
                }
            }
        } catch (ProtocolException e) {
            entries.add(e.getMessage());
        }
        return entries;
    }

    private static LogEntry readAgain(LogEntry entry) {
        LogFrames frames = new LogFrames(LogFrames.LIMIT);
        byte[] frame = LogCodec.frame(entry);
        frames.add(frame, frame.length);
        assertThat(LogCodec.decode(frames.next().orElseThrow())).isEqualTo(entry);
        assertThat(frames.atBoundary()).isTrue();
        return entry;
    }
}
