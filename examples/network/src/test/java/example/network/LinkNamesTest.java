package example.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "n",
                "../../etc",
                "-help",
                "a b;c",
                "70246b6928725b2b1a280ef5c65123a7ca07e6497613cb271ba557a6"
            })
    void anyIdMakesANameThatLinuxTakes(String id) {
        assertThat(List.of(LinkNames.bridge(id), LinkNames.outside(id), LinkNames.inside(id)))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("jp[bhc][0-9a-f]{12}") && name.length() <= 15)
                .isEqualTo(List.of(LinkNames.bridge(id), LinkNames.outside(id), LinkNames.inside(id)));
    }

    @Test
    void idsThatBeginAlikeHaveDifferentNames() {
        String id = "70246b6928725b2b1a280ef5c65123a7";

        assertThat(LinkNames.bridge(id + "0")).isNotEqualTo(LinkNames.bridge(id + "1"));
    }
}
