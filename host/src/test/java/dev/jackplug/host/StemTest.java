package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StemTest {

    /** The ends of ASCII, of one byte and of two, and a pair of surrogates, of which the first comes before U+FFFF. */
    private static final String[] LETTERS = {"\0", "a", "b", "\u00FE", "\u00FF", "\u0100", "\uFFFF", "\uD83D\uDE00"};

    @Test
    void theOrderIsThatOfTheText() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<String> texts = Stream.generate(() -> text(random)).limit(20_000).toList();

        assertThat(texts.stream().map(Stem::of).sorted().map(Stem::text))
                .as("seed %d", seed)
                .containsExactlyElementsOf(texts.stream().sorted().toList());
    }

    /** Mostly of one letter: so that many texts part only behind what the numbers tell, and the others at every place. */
    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(20); length > 0; length--) {
            text.append(random.nextInt(10) > 0 ? "a" : LETTERS[random.nextInt(LETTERS.length)]);
        }
        return text.toString();
    }
}
