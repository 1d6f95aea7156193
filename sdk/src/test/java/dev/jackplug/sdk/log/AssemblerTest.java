package dev.jackplug.sdk.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.protocol.log.LogEntry;
import dev.jackplug.protocol.log.PartialMetadata;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AssemblerTest {

    private final List<LogEntry> lines = new ArrayList<>();
    private final Assembler assembler = new Assembler(10, lines::add);

    private void take(String source, long time, String text, boolean partial, PartialMetadata metadata) {
        assembler.take(new LogEntry(source, time, text.getBytes(UTF_8), partial, metadata));
    }

    private void piece(String source, long time, String text, String id, int ordinal, boolean last) {
        take(source, time, text, true, new PartialMetadata(last, id, ordinal));
    }

    private List<String> shown() {
        return lines.stream()
                .map(line -> line.source() + " " + line.timeNano() + (line.partial() ? " partial " : " ") + line.text())
                .toList();
    }

    @Test
    void aWholeLineIsPassedOnAsItIs() {
        take("stdout", 1, "", false, null);
        take("stderr", 2, "b", false, null);
        assertThat(shown()).containsExactly("stdout 1 ", "stderr 2 b");
    }

    @Test
    void piecesAreJoinedUnderTheTimeOfTheFirst() {
        piece("stdout", 1, "ab", "x", 1, false);
        piece("stdout", 2, "cd", "x", 2, false);
        piece("stdout", 3, "", "x", 3, true);
        assertThat(shown()).containsExactly("stdout 1 abcd");
        assertThat(lines.get(0).metadata()).isNull();
    }

    @Test
    void aLineOfOnePieceThatSaysSoIsWhole() {
        piece("stdout", 1, "ab", "x", 1, true);
        assertThat(shown()).containsExactly("stdout 1 ab");
    }

    @Test
    void theSourcesDoNotDisturbEachOther() {
        piece("stdout", 1, "ab", "x", 1, false);
        piece("stderr", 2, "12", "y", 1, false);
        take("other", 3, "o", false, null);
        piece("stdout", 4, "cd", "x", 2, true);
        piece("stderr", 5, "34", "y", 2, true);
        assertThat(shown()).containsExactly("other 3 o", "stdout 1 abcd", "stderr 2 1234");
    }

    @Test
    void oldHostsSendNoMetadataAndEndALineWithAWholeEntry() {
        take("stdout", 1, "ab", true, null);
        take("stdout", 2, "cd", true, null);
        take("stdout", 3, "ef", false, null);
        take("stdout", 4, "g", false, null);
        assertThat(shown()).containsExactly("stdout 1 abcdef", "stdout 4 g");
    }

    @Test
    void anotherLineOrAMissingPieceEndsTheOneBefore() {
        piece("stdout", 1, "a", "x", 1, false);
        piece("stdout", 2, "b", "y", 1, false);
        piece("stdout", 3, "d", "y", 3, true);
        piece("stdout", 4, "e", "z", 1, false);
        take("stdout", 5, "f", false, null);
        assertThat(shown())
                .containsExactly(
                        "stdout 1 partial a", "stdout 2 partial b", "stdout 3 d", "stdout 4 partial e", "stdout 5 f");
    }

    @Test
    void aLineThatIsTooLongIsPassedOnInPartsOfWhichOnlyTheLastIsNotPartial() {
        for (int i = 1; i <= 5; i++) {
            piece("stdout", i, "12345", "x", i, i == 5);
        }
        assertThat(shown())
                .containsExactly("stdout 1 partial 1234512345", "stdout 1 partial 1234512345", "stdout 1 12345");
    }

    @Test
    @Tag("held-190")
    void whatIsNotEndedIsFlushedAsPartial() {
        piece("stdout", 1, "ab", "x", 1, false);
        take("stderr", 2, "cd", true, null);
        assembler.flush();
        assembler.flush();
        assertThat(shown()).containsExactly("stdout 1 partial ab", "stderr 2 partial cd");
    }
}
