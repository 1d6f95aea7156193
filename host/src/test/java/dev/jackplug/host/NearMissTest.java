package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearMissTest {

    @ParameterizedTest
    @CsvSource({
        "sshfs, SSHFS",
        "sshfs, sshf",
        "sshfs, sshfss",
        "convoy, convoi",
        "rexray-ebs, rexray_efs",
    })
    void aFewLettersOffIsNear(String wanted, String name) {
        assertThat(NearMiss.of(wanted, List.of(name), one -> true)).containsExactly(name);
    }

    @ParameterizedTest
    @CsvSource({"sshfs, nfs", "sshfs, ssfhs1", "ab, cd", "local, global-volumes", "sshfs, ''"})
    void manyLettersOffIsNotNear(String wanted, String name) {
        assertThat(NearMiss.of(wanted, List.of(name), one -> true)).isEmpty();
    }

    @Test
    void theNearestNameComesFirstAndThenTheAlphabet() {
        assertThat(NearMiss.of("plugin", List.of("plugxx", "plugon", "plugan", "PLUGIN"), name -> true))
                .containsExactly("PLUGIN", "plugan", "plugon");
    }

    @Test
    void longerNamesTolerateMoreLettersUpToThree() {
        assertThat(NearMiss.of("abcdefghijklmnop", List.of("abcdefghijklmxyz", "abcdefghijklwxyz"), name -> true))
                .containsExactly("abcdefghijklmxyz");
    }

    @Test
    void aNameThatIsThereTwiceIsOfferedOnce() {
        assertThat(NearMiss.of("plugin", List.of("plugon", "plugon"), name -> true))
                .containsExactly("plugon");
    }

    @Test
    void nothingIsNearWhereThereIsNothing() {
        assertThat(NearMiss.of("n", List.of(), name -> true)).isEmpty();
    }
}
