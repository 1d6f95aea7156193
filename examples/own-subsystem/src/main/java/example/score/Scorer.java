package example.score;

import dev.jackplug.protocol.Caller;
import dev.jackplug.protocol.Subsystem;
import dev.jackplug.protocol.Unary;
import java.util.List;

/** Says how good a text is. A plugin implements it; a host receives one that answers from another process. */
public interface Scorer {

    /** The one row of the contract. Scoring changes nothing, so it may be repeated. */
    Unary<Scorer, Text, Score> SCORE =
            Unary.unary("Scorer.Score", Text.class, Score.class, Scorer::score).mayBeRepeated();

    /** What both ends know. */
    Subsystem<Scorer> SUBSYSTEM = new Subsystem<>("Scorer", Subsystem.ERR, Scorer.class, List.of(SCORE), Remote::new);

    Score score(Text text);

    /** A text to be scored: {@code {"Words": "..."}} on the wire. */
    record Text(String words) {}

    /** A score, and why. */
    record Score(int points, String reason) {}

    /** The far end. */
    record Remote(Caller plugin) implements Scorer {

        @Override
        public Score score(Text text) {
            return plugin.call(SCORE, text);
        }
    }
}
