package dev.jackplug.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.internal.http.BadHttpException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueryTest {

    @Test
    void parametersAreUnescapedAndTheFirstOfARepeatedOneCounts() throws BadHttpException {
        assertThat(Query.parse("id=a%20b&parent=&flag&id=c&x=1=2"))
                .isEqualTo(Map.of("id", "a b", "parent", "", "flag", "", "x", "1=2"));
    }

    @Test
    void noQueryIsNoParameters() throws BadHttpException {
        assertThat(Query.parse("")).isEmpty();
    }

    @Test
    void aBrokenEscapeIsRefusedWithoutAWordOfIt() {
        assertThatThrownBy(() -> Query.parse("token=secret%zz"))
                .isInstanceOf(BadHttpException.class)
                .hasMessage("the query of the URL has a broken escape")
                .hasNoCause();
    }
}
