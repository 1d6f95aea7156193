package dev.jackplug.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.Key;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which records can be messages. */
class JsonRecordTest {

    record Tree(
            String name,
            List<Tree> children,
            @Key(nullable = true) @Nullable Tree next) {}

    record Endless(Endless inner) {}

    record EndlessByWay(Middle middle) {}

    record Middle(EndlessByWay outer) {}

    private record Hidden(String word) {}

    record Picky(String name) {
        Picky {
            if (name.isEmpty()) throw new IllegalArgumentException("a name is needed");
        }
    }

    record Holder(Picky picky) {}

    record Unfit(Set<String> set) {}

    record UnfitKeys(Map<Integer, String> map) {}

    record Sparing(
            @Key(omitEmpty = true) String text,
            @Key(value = "N", omitEmpty = true) long number,
            @Key(omitEmpty = true) byte[] bytes,
            @Key(omitEmpty = true) List<String> list,
            @Key(omitEmpty = true) Map<String, String> map,
            boolean always) {}

    @Test
    void aKeyThatIsLeftOutWhenEmptyIsLeftOutThenAndNotOtherwise() {
        assertThat(new String(
                        Json.write(new Sparing("", 0, new byte[0], List.of(), Map.of(), false)),
                        StandardCharsets.UTF_8))
                .isEqualTo("{\"Always\":false}\n");
        assertThat(new String(
                        Json.write(new Sparing("a", 1, new byte[] {0}, List.of(""), Map.of("", ""), true)),
                        StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"Text\":\"a\",\"N\":1,\"Bytes\":\"AA==\",\"List\":[\"\"],\"Map\":{\"\":\"\"},\"Always\":true}\n");
    }

    private record Pointing(
            @Key(nullable = true, omitEmpty = true) Sample.@Nullable Inner pointer) {}

    @Test
    void aPointerIsLeftOutWhenItIsNullAndNotWhenItPointsToZeros() {
        Pointing zeros = new Pointing(Sample.Inner.of("", 0));
        assertThat(new String(Json.write(zeros), StandardCharsets.UTF_8))
                .isEqualTo("{\"Pointer\":{\"A\":\"\",\"B\":0,\"List\":[]}}\n");
        assertThat(new String(Json.write(new Pointing(null)), StandardCharsets.UTF_8))
                .isEqualTo("{}\n");
    }

    private static <T> T read(String text, Class<T> type) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8), type);
    }

    @Test
    void aRecordMayHoldItsOwnTypeInListsAndAsNullable() {
        assertThat(read("{\"Name\":\"a\",\"Children\":[{\"Name\":\"b\"}],\"Next\":{\"Name\":\"c\"}}", Tree.class))
                .isEqualTo(new Tree("a", List.of(new Tree("b", List.of(), null)), new Tree("c", List.of(), null)));
    }

    @Test
    void aRecordThatHoldsItselfWithoutEndIsRefused() {
        assertThatThrownBy(() -> read("{}", Endless.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nullable");
    }

    @Test
    void aRecordThatHoldsItselfByWayOfAnotherIsRefused() {
        assertThatThrownBy(() -> read("{\"Middle\":{}}", EndlessByWay.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nullable");
    }

    @Test
    void aRecordNestedWithoutEndInTheTextIsRefused() {
        String text = "{\"Next\":".repeat(100_000);

        assertThatThrownBy(() -> read(text, Tree.class)).isInstanceOf(JsonException.class);
    }

    @Test
    void aRecordNeedNotBePublicOnTheClassPath() {
        assertThat(read("{\"Word\":\"x\"}", Hidden.class)).isEqualTo(new Hidden("x"));
        assertThat(Json.write(new Hidden("x"))).asString().isEqualTo("{\"Word\":\"x\"}\n");
    }

    @Test
    void aNestedRecordThatRefusesItsZeroValueIsReadWhenTheTextHoldsIt() {
        assertThat(read("{\"Picky\":{\"Name\":\"x\"}}", Holder.class)).isEqualTo(new Holder(new Picky("x")));
    }

    @Test
    void recordsOfAListThatRefuseTheirZeroValueAreRead() {
        record Many(List<Picky> all, Map<String, Picky> named) {}

        assertThat(read("{\"All\":[{\"Name\":\"x\"}],\"Named\":{\"k\":{\"Name\":\"y\"}}}", Many.class))
                .isEqualTo(new Many(List.of(new Picky("x")), Map.of("k", new Picky("y"))));
    }

    @Test
    void aNestedRecordThatRefusesItsZeroValueIsNamedWhenItIsAbsent() {
        assertThatThrownBy(() -> read("{}", Holder.class))
                .isInstanceOf(JsonException.class)
                .hasMessage("\"Picky\": Picky refuses its values: a name is needed");
    }

    @Test
    void aComponentThatMessagesCannotHoldIsRefusedByName() {
        assertThatThrownBy(() -> read("{}", Unfit.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("java.util.Set<java.lang.String> cannot be part of a message");
    }

    @Test
    void aMapWhoseKeysAreNoStringsIsRefusedByName() {
        assertThatThrownBy(() -> read("{}", UnfitKeys.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Map with string keys");
    }
}
