package dev.jackplug.tck.conformance.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.jackplug.tck.Answer;
import dev.jackplug.tck.ScriptedPlugin;
import dev.jackplug.tck.conformance.Outcome;
import dev.jackplug.tck.conformance.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VolumeRulesTest {

    private static final Consumer<ScriptedPlugin> NOTHING = plugin -> {};

    /** Volumes that are described with another value under a key. */
    private static final class Described extends RightVolumes {

        private final String key;
        private final Object value;

        Described(String key, Object value) {
            this.key = key;
            this.value = value;
            uses.put("there", new ArrayList<>());
        }

        @Override
        Object described(String name) {
            Map<Object, Object> volume = new HashMap<>((Map<?, ?>) super.described(name));
            volume.put(key, value);
            return volume;
        }
    }

    private static Arguments described(String id, String key, Object value) {
        return arguments(id, key + "=" + value, new Described(key, value), NOTHING);
    }

    private static Arguments answers(String id, String method, String json) {
        Consumer<ScriptedPlugin> fault = plugin -> plugin.answering("VolumeDriver." + method, Answer.json(json));
        return arguments(id, json, new RightVolumes(), fault);
    }

    private static Arguments wrong(String id, String what, RightVolumes volumes) {
        return arguments(id, what, volumes, NOTHING);
    }

    static Stream<Arguments> wrongAnswers() {
        return Stream.of(
                answers("volume-list", "List", "{\"Volumes\":{}}"),
                answers("volume-list", "List", "{\"Volumes\":[5]}"),
                described("volume-list", "Name", 5),
                described("volume-list", "Name", ""),
                described("volume-list", "Mountpoint", 5),
                described("volume-list", "Mountpoint", "relative"),
                described("volume-list", "Status", List.of()),
                answers("volume-list-no-null", "List", "{\"Volumes\":[null]}"),
                described("volume-get-listed", "Status", "none"),
                described("volume-created-at-listed", "CreatedAt", ""),
                described("volume-created-at-listed", "CreatedAt", "yesterday"),
                described("volume-created-at", "CreatedAt", 5),
                described("volume-created-at", "CreatedAt", "2026-01-02 03:04:05Z"),
                answers("volume-get-unknown", "Get", "{\"Volume\":null}"),
                answers("volume-path-unknown", "Path", "{\"Mountpoint\":5}"),
                answers("volume-capabilities", "Capabilities", "{\"Capabilities\":[]}"),
                answers("volume-capabilities", "Capabilities", "{\"Capabilities\":{\"Scope\":5}}"),
                answers("volume-capabilities", "Capabilities", "{\"Capabilities\":{\"Scope\":\"swarm\"}}"),
                answers("volume-capabilities", "Capabilities", "{\"Scope\":\"local\"}"),
                described("volume-create-get", "Mountpoint", 5),
                answers("volume-create-get", "Create", "{}"),
                answers("volume-create-get", "Create", "{\"Err\":5}"),
                answers("volume-create-get", "Get", "{\"Name\":\"x\"}"),
                answers("volume-create-list", "List", "{\"Volumes\":null}"),
                answers("volume-list-new", "List", "{\"Volumes\":[null]}"),
                answers("volume-list-new", "List", "{\"Items\":[]}"),
                described("volume-list-new", "CreatedAt", ""),
                described("volume-get-name", "Name", "other"),
                answers("volume-remove", "Remove", "{}"),
                answers("volume-mount", "Mount", "{}"),
                answers("volume-mount", "Mount", "{\"Mountpoint\":5}"),
                answers("volume-mount", "Mount", "{\"Mountpoint\":\"relative\"}"),
                described("volume-mount-get", "Mountpoint", "/elsewhere"),
                described("volume-mount-list", "Mountpoint", "/elsewhere"),
                answers("volume-path", "Path", "{\"Mountpoint\":\"/elsewhere\"}"),
                answers("volume-path-unmounted", "Path", "{\"Mountpoint\":5}"),
                answers("volume-mount-unknown", "Mount", "{}"),
                answers("volume-unmount", "Unmount", "{}"),
                answers("volume-unmount-undecodable", "Unmount", "{}"),
                answers("volume-remove-undecodable", "Remove", "{}"),
                answers("volume-create-undecodable", "Create", "{}"),
                answers("volume-create-empty-body", "Create", "{}"));
    }

    static Stream<Arguments> wrongEffects() {
        return Stream.of(
                wrong("volume-create-again", "a second Create fails", new RightVolumes() {
                    @Override
                    Object create(Map<?, ?> arguments) {
                        if (uses.containsKey(name(arguments))) {
                            throw new Refusal("exists");
                        }
                        return super.create(arguments);
                    }
                }),
                wrong("volume-create-again-options", "options are compared with none", new RightVolumes() {
                    @Override
                    Object create(Map<?, ?> arguments) {
                        if (uses.containsKey(name(arguments)) && !Map.of().equals(arguments.get("Opts"))) {
                            throw new Refusal("exists with other options");
                        }
                        return super.create(arguments);
                    }
                }),
                wrong("volume-get-name-of-each", "Get names what was created last", new RightVolumes() {
                    private String last = "";

                    @Override
                    Object create(Map<?, ?> arguments) {
                        last = name(arguments);
                        return super.create(arguments);
                    }

                    @Override
                    Object get(Map<?, ?> arguments) {
                        known(arguments);
                        return Map.of("Volume", described(last));
                    }
                }),
                wrong("volume-get-unknown-creates-nothing", "Get creates", new RightVolumes() {
                    @Override
                    Object get(Map<?, ?> arguments) {
                        if (!uses.containsKey(name(arguments))) {
                            create(arguments);
                            throw new Refusal("not yet");
                        }
                        return super.get(arguments);
                    }
                }),
                wrong("volume-create-number", "any name is taken", new AnyName()),
                wrong("volume-mount-twice", "an ID mounts once", new IdMountsOnce()),
                wrong("volume-mount-podman-volumes", "an ID mounts once", new IdMountsOnce()),
                wrong("volume-mount-podman-again", "an ID mounts once", new IdMountsOnce()),
                wrong("volume-mount-again-path", "each Mount has a path", new RightVolumes() {
                    @Override
                    Object mount(Map<?, ?> arguments) {
                        super.mount(arguments);
                        return Map.of("Mountpoint", "/v/" + known(arguments).size());
                    }
                }),
                wrong("volume-unmount-unknown", "unknown IDs are refused", new RefusesUnknown()),
                wrong("volume-unmount-unmounted", "unknown IDs are refused", new RefusesUnknown()),
                wrong("volume-unmount-again", "unknown IDs are refused", new RefusesUnknown()),
                wrong("volume-create-mounted", "a second Create begins anew", new RightVolumes() {
                    @Override
                    Object create(Map<?, ?> arguments) {
                        super.create(arguments);
                        known(arguments).clear();
                        return Map.of();
                    }
                }),
                wrong("volume-list-all", "Remove removes all", new RightVolumes() {
                    @Override
                    Object remove(Map<?, ?> arguments) {
                        known(arguments);
                        uses.clear();
                        return Map.of();
                    }
                }),
                wrong("volume-create-unknown-keys", "other keys are refused", new RightVolumes() {
                    @Override
                    Object create(Map<?, ?> arguments) {
                        if (arguments.size() > 2) {
                            throw new Refusal("unknown key");
                        }
                        return super.create(arguments);
                    }
                }),
                wrong("volume-list-empty-body-all", "an empty body lists nothing", new RightVolumes() {
                    @Override
                    Object list(Map<?, ?> arguments) {
                        return arguments.isEmpty() ? Map.of("Volumes", List.of()) : super.list(arguments);
                    }
                }),
                wrong("volume-opts-null", "options are demanded to be there", new RightVolumes() {
                    @Override
                    Object create(Map<?, ?> arguments) {
                        if (arguments.get("Opts") == null) {
                            throw new Refusal("no options");
                        }
                        return super.create(arguments);
                    }
                }),
                wrong("volume-name-slash", "any name is taken", new AnyName()),
                wrong("volume-name-parent", "any name is taken", new AnyName()),
                wrong("volume-name-nul", "any name is taken", new AnyName()),
                wrong("volume-remove-mounted", "mounted volumes are removed", new RightVolumes() {
                    @Override
                    Object remove(Map<?, ?> arguments) {
                        known(arguments).clear();
                        return super.remove(arguments);
                    }
                }),
                wrong("volume-remove-refused-keeps", "a refused Remove removes", new RightVolumes() {
                    @Override
                    Object remove(Map<?, ?> arguments) {
                        uses.remove(name(arguments));
                        throw new Refusal("mounted");
                    }
                }),
                wrong("volume-create-after-remove", "names are used once", new RightVolumes() {
                    private final List<String> before = new ArrayList<>();

                    @Override
                    Object create(Map<?, ?> arguments) {
                        if (before.contains(name(arguments))) {
                            throw new Refusal("used up");
                        }
                        before.add(name(arguments));
                        return super.create(arguments);
                    }
                }),
                wrong("volume-mount-twice", "uses are a set", new SetOfUses()),
                wrong("volume-mount-podman", "uses are a set", new SetOfUses()),
                wrong("volume-mount-two-uses", "an Unmount ends all", new UnmountsAll()),
                wrong("volume-unmount-unknown", "an Unmount ends all", new UnmountsAll()),
                wrong("volume-mount-concurrent", "an Unmount ends all", new UnmountsAll()),
                wrong("volume-mount-podman-volumes", "an Unmount ends the uses of all volumes", new RightVolumes() {
                    @Override
                    Object unmount(Map<?, ?> arguments) {
                        uses.values().forEach(List::clear);
                        return Map.of();
                    }
                }),
                wrong("volume-unmount-again", "a count goes below nothing", new RightVolumes() {
                    private int count;

                    @Override
                    Object mount(Map<?, ?> arguments) {
                        count++;
                        return path(arguments);
                    }

                    @Override
                    Object unmount(Map<?, ?> arguments) {
                        count--;
                        return Map.of();
                    }

                    @Override
                    Object remove(Map<?, ?> arguments) {
                        if (count > 0) {
                            throw new Refusal("mounted");
                        }
                        return super.remove(arguments);
                    }
                }));
    }

    private static final class AnyName extends RightVolumes {
        @Override
        Object create(Map<?, ?> arguments) {
            uses.putIfAbsent(name(arguments), new ArrayList<>());
            return Map.of();
        }
    }

    private static final class IdMountsOnce extends RightVolumes {
        private final List<Object> mounted = new ArrayList<>();

        @Override
        Object mount(Map<?, ?> arguments) {
            if (mounted.contains(arguments.get("ID"))) {
                throw new Refusal("not again");
            }
            mounted.add(arguments.get("ID"));
            return super.mount(arguments);
        }
    }

    private static final class RefusesUnknown extends RightVolumes {
        @Override
        Object unmount(Map<?, ?> arguments) {
            if (!known(arguments).contains(String.valueOf(arguments.get("ID")))) {
                throw new Refusal("not mounted with this ID");
            }
            return super.unmount(arguments);
        }
    }

    private static final class SetOfUses extends RightVolumes {
        @Override
        Object mount(Map<?, ?> arguments) {
            known(arguments).remove(String.valueOf(arguments.get("ID")));
            return super.mount(arguments);
        }
    }

    private static final class UnmountsAll extends RightVolumes {
        @Override
        Object unmount(Map<?, ?> arguments) {
            known(arguments).clear();
            return Map.of();
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource({"wrongAnswers", "wrongEffects"})
    void aFaultIsSeen(String id, String what, RightVolumes volumes, Consumer<ScriptedPlugin> fault) throws IOException {
        Outcome outcome = OneRule.judged(id, volumes, fault);

        assertThat(outcome.verdict()).as(outcome.evidence()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void aDriverThatDemandsOptionsIsNotJudged() throws IOException {
        Answer refusal = Answer.status(500, "{\"Err\":\"say size\"}");

        Outcome outcome = OneRule.judged(
                "volume-create-get", new RightVolumes(), plugin -> plugin.answering("VolumeDriver.Create", refusal));

        assertThat(outcome.verdict()).isEqualTo(Verdict.SKIPPED);
        assertThat(outcome.evidence()).contains("say size", "--opt");
    }

    @Test
    void nothingIsLeftBehind() throws IOException {
        RightVolumes volumes = new RightVolumes();

        for (Rule rule : PluginKit.RULES) {
            if (rule.check().id().startsWith("volume-")) {
                OneRule.judged(rule.check().id(), volumes, NOTHING);
            }
        }

        assertThat(volumes.uses).isEmpty();
    }

    @Test
    void otherLetterCaseNullsAndMoreKeysAreRight() throws IOException {
        RightVolumes lax = new RightVolumes() {
            @Override
            Object described(String name) {
                return Map.of("name", name, "mountpoint", "/v/" + name, "More", Arrays.asList(1, null));
            }

            @Override
            Object list(Map<?, ?> arguments) {
                return uses.isEmpty() ? "{\"Volumes\":null}" : super.list(arguments);
            }
        };

        for (Rule rule : PluginKit.RULES) {
            if (rule.check().id().startsWith("volume-")) {
                Outcome outcome = OneRule.judged(rule.check().id(), lax, NOTHING);
                assertThat(outcome.verdict()).as(outcome.toString()).isNotEqualTo(Verdict.FAILED);
            }
        }
    }
}
