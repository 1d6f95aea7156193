package dev.jackplug.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rows of a contract, as an application writes them. */
class ServiceMethodTest {

    /** A driver. */
    private static final class Counter {
        private int count;

        void add(Integer number) {
            count += number;
        }

        int count() {
            return count;
        }

        InputStream digits(Integer from) {
            return new ByteArrayInputStream(String.valueOf(from + count).getBytes(StandardCharsets.US_ASCII));
        }

        String read(InputStream body) {
            try {
                return new String(body.readAllBytes(), StandardCharsets.US_ASCII);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final Counter counter = new Counter();

    @Test
    void aRowSaysNothingOfLimitsAndRepeatsUnlessItIsTold() {
        Unary<Counter, Integer, Empty> add = Unary.command("Counter.Add", Integer.class, Counter::add);

        assertThat(add.name()).isEqualTo("Counter.Add");
        assertThat(add.request()).isEqualTo(Integer.class);
        assertThat(add.reply()).isEqualTo(Empty.class);
        assertThat(add.limit()).isZero();
        assertThat(add.repeatable()).isFalse();
        assertThat(add.silentOnDefect()).isFalse();
        assertThat(add.bodiless()).isFalse();
    }

    @Test
    void whatARowIsToldComesOnTopOfTheRest() {
        Unary<Counter, Empty, Integer> plain = Unary.query("Counter.Count", Integer.class, Counter::count);
        Unary<Counter, Empty, Integer> told = plain.within(Duration.ofSeconds(3))
                .mayBeRepeated()
                .staysSilentOnDefect()
                .withoutBody();

        assertThat(told)
                .isEqualTo(new Unary<>(
                        "Counter.Count",
                        Empty.class,
                        Integer.class,
                        plain.action(),
                        Duration.ofSeconds(3),
                        true,
                        true,
                        true));
    }

    @Test
    void aCommandAnswersNothingAndAQueryTakesNothing() {
        assertThat(Unary.command("Counter.Add", Integer.class, Counter::add)
                        .action()
                        .apply(counter, 5))
                .isEqualTo(Empty.EMPTY);
        assertThat(Unary.query("Counter.Count", Integer.class, Counter::count)
                        .action()
                        .apply(counter, Empty.EMPTY))
                .isEqualTo(5);
    }

    @Test
    void streamsGoBothWays() throws IOException {
        Download<Counter, Integer> down = Download.download("Counter.Digits", Integer.class, Counter::digits);
        Upload<Counter, String> up =
                Upload.upload("Counter.Read", String.class, (driver, query, body) -> driver.read(body));

        assertThat(down.limit()).isZero();
        assertThat(up.limit()).isZero();
        InputStream digits = down.action().apply(counter, 42);
        assertThat(up.action().take(counter, Map.of(), digits)).isEqualTo("42");
    }

    @Test
    void aCallerThatDoesNotKnowItsPluginNamesTheMethodAlone() {
        Caller caller = new NearCaller<>(counter);

        assertThat(caller.target(Unary.query("Counter.Count", Integer.class, Counter::count)))
                .isEqualTo(Target.NONE.at("Counter.Count"));
    }
}
