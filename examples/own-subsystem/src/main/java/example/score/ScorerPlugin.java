package example.score;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.sdk.PluginServer;
import java.nio.file.Path;

/** The plugin's process: serves a scorer that counts words. */
public final class ScorerPlugin implements Scorer {

    @Override
    public Score score(Text text) {
        if (text.words().isBlank()) {
            throw new DriverException("there is nothing to score");
        }
        int words = text.words().strip().split("\\s+").length;
        return new Score(words, "a point for each word");
    }

    /** Listens at {@code DIRECTORY/scorer.sock} until the process is stopped. */
    public static void main(String[] arguments) {
        PluginServer server = PluginServer.named("scorer")
                .socket(Path.of(arguments[0], "scorer.sock"))
                .serving(Scorer.SUBSYSTEM, new ScorerPlugin())
                .start();
        System.out.println("listening at " + server.address());
    }
}
