package example.score;

import dev.jackplug.host.Directories;
import dev.jackplug.host.Plugins;
import dev.jackplug.protocol.PluginException;
import example.score.Scorer.Score;
import example.score.Scorer.Text;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The host's process: scores a text by the plugin, and waits for it for a while if it is not there yet. */
public final class ScorerHost {

    private ScorerHost() {}

    /** Takes the plugin directory and the text. */
    public static void main(String[] arguments) {
        Directories directories = new Directories(List.of(Path.of(arguments[0])), List.of());
        try (Plugins plugins = Plugins.builder().directories(directories).build()) {
            Scorer scorer = plugins.await("scorer", Scorer.SUBSYSTEM, Duration.ofSeconds(20))
                    .driver(Scorer.SUBSYSTEM);
            Score score = scorer.score(new Text(arguments[1]));
            System.out.println(score.points() + " points: " + score.reason());
        } catch (PluginException e) {
            System.out.println(e.getMessage());
        }
    }
}
