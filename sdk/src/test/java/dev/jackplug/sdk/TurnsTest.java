package dev.jackplug.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final String MINE = "mine";
    private static final String ANOTHER = "another";

    private final Turns turns = new Turns();

    @Test
    void theFirstRequestFollowsNone() {
        assertThat(turns.again(MINE)).isFalse();
        assertThat(turns.isLast(MINE)).isTrue();
    }

    @Test
    void aRequestFollowsOneOfItsOwnConnection() {
        turns.again(MINE);
        assertThat(turns.again(MINE)).isTrue();
        assertThat(turns.again(MINE)).isTrue();
    }

    @Test
    void aRequestOfAnotherConnectionEndsThat() {
        turns.again(MINE);
        assertThat(turns.again(ANOTHER)).isFalse();
        assertThat(turns.isLast(MINE)).isFalse();
        assertThat(turns.again(MINE)).isFalse();
        assertThat(turns.again(MINE)).isTrue();
    }
}
