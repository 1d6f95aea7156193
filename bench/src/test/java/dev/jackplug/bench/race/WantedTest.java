package dev.jackplug.bench.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WantedTest {

    private static final List<String> ALL = List.of("calls", "streams", "cold");

    @Test
    void nothingNamedIsEverything() {
        assertThat(Wanted.of(List.of(), ALL)).contains(new Wanted(false, false, false, ALL, true));
    }

    @Test
    void aQuickRunIsNotEverything() {
        assertThat(Wanted.of(List.of("--quick", "--json", "--check"), ALL))
                .contains(new Wanted(true, true, true, ALL, false));
    }

    @Test
    void namedWorksRunInTheirUsualOrder() {
        assertThat(Wanted.of(List.of("cold", "calls"), ALL))
                .contains(new Wanted(false, false, false, List.of("calls", "cold"), false));
    }

    @Test
    void whatThereIsNotIsRefused() {
        assertThat(Wanted.of(List.of("--fast"), ALL)).isEmpty();
        assertThat(Wanted.of(List.of("cals"), ALL)).isEmpty();
    }
}
