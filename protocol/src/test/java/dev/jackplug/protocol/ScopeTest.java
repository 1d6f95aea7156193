package dev.jackplug.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {

    @ParameterizedTest
    @ValueSource(strings = {"global", "Global", "GLOBAL"})
    void globalIsReadInAnyLetterCase(String word) {
        assertThat(Scope.lenient(word)).isEqualTo(Scope.GLOBAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "LOCAL", "", "swarm", " global", "globally"})
    void anyOtherWordIsLocal(String word) {
        assertThat(Scope.lenient(word)).isEqualTo(Scope.LOCAL);
    }

    @ParameterizedTest
    @EnumSource
    void theWordOnTheWireIsReadBack(Scope scope) {
        assertThat(Scope.lenient(scope.word())).isEqualTo(scope);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LOCAL", "Global", "", "swarm", " global"})
    void networkDriversSayItToTheLetter(String word) {
        assertThat(Scope.exactly(word)).isEmpty();
        assertThat(Scope.exactly("global")).contains(Scope.GLOBAL);
        assertThat(Scope.exactly("local")).contains(Scope.LOCAL);
    }
}
