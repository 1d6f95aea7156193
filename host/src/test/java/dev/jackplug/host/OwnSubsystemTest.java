package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.Caller;
import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.Empty;
import dev.jackplug.protocol.Key;
import dev.jackplug.protocol.Subsystem;
import dev.jackplug.protocol.SubsystemNotImplementedException;
import dev.jackplug.protocol.Unary;
import dev.jackplug.sdk.PluginServer;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A subsystem as an application declares it, at both ends of a socket. */
class OwnSubsystemTest {

    /** Scores texts. */
    public interface Scorer {

        Unary<Scorer, Text, Score> SCORE = Unary.unary("Acme.Score", Text.class, Score.class, Scorer::score);
        Unary<Scorer, Text, Empty> LEARN = Unary.command("Acme.Learn", Text.class, Scorer::learn);

        Subsystem<Scorer> SUBSYSTEM =
                new Subsystem<>("AcmeScorer", "Problem", Scorer.class, List.of(SCORE, LEARN), RemoteScorer::new);

        Score score(Text text);

        void learn(Text text);
    }

    /** A text to score. */
    public record Text(String text, List<String> tags) {}

    /** What it is worth. */
    public record Score(@Key("points") int points) {}

    record RemoteScorer(Caller plugin) implements Scorer {

        @Override
        public Score score(Text text) {
            return plugin.call(SCORE, text);
        }

        @Override
        public void learn(Text text) {
            plugin.call(LEARN, text);
        }
    }

    private static final Text TEXT = new Text("hello", List.of("a"));

    @AutoClose
    private final HostFixture fixture = new HostFixture();

    OwnSubsystemTest() throws IOException {}

    @Test
    void aCallSendsTheRequestAndReadsTheReply() {
        ScriptedPlugin plugin = scripted().answering("Acme.Score", Answer.json("{\"points\":7}"));
        assertThat(driver().score(TEXT)).isEqualTo(new Score(7));
        assertThat(plugin.received("Acme.Score").get(0).text()).isEqualTo("{\"Text\":\"hello\",\"Tags\":[\"a\"]}\n");
    }

    @Test
    void itsOwnErrorKeyCounts() {
        scripted().answering("Acme.Score", Answer.json("{\"points\":7,\"Problem\":\"no idea\"}"));
        assertThatThrownBy(() -> driver().score(TEXT))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("no idea");
    }

    @Test
    void theUsualErrorKeyDoesNotCountThen() {
        scripted().answering("Acme.Score", Answer.json("{\"points\":7,\"Err\":\"no idea\"}"));
        assertThat(driver().score(TEXT)).isEqualTo(new Score(7));
    }

    @Test
    void aPluginThatDoesNotListItIsRefused() {
        fixture.plugin("p").implementing("VolumeDriver");
        assertThatThrownBy(this::driver).isInstanceOf(SubsystemNotImplementedException.class);
    }

    @Test
    void bothEndsReadTheSameRows() {
        Scorer counts = new Scorer() {
            @Override
            public Score score(Text text) {
                return new Score(text.text().length());
            }

            @Override
            public void learn(Text text) {
                throw new DriverException("too old to learn");
            }
        };
        PluginServer server = PluginServer.named("p")
                .serving(Scorer.SUBSYSTEM, counts)
                .socket(fixture.folder().resolve("p.sock"))
                .start();
        try (server) {
            assertThat(driver().score(TEXT)).isEqualTo(new Score(5));
            assertThatThrownBy(() -> driver().learn(TEXT)).hasMessageEndingWith("Acme.Learn: too old to learn");
        }
    }

    private ScriptedPlugin scripted() {
        return fixture.plugin("p").implementing("AcmeScorer");
    }

    private Scorer driver() {
        return fixture.host().driver("p", Scorer.SUBSYSTEM);
    }
}
