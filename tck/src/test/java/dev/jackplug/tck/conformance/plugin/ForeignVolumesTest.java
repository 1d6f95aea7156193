package dev.jackplug.tck.conformance.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.tck.conformance.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Volume plugins in the wild have one mistake in many methods: only the checks for that mistake are to fail. */
class ForeignVolumesTest {

    /** The checks of volumes that a plugin fails. */
    private static List<String> failed(RightVolumes volumes) throws IOException {
        List<String> failed = new ArrayList<>();
        for (Rule rule : PluginKit.RULES) {
            String id = rule.check().id();
            if (id.startsWith("volume-")
                    && OneRule.judged(id, volumes, plugin -> {}).verdict() == Verdict.FAILED) {
                failed.add(id);
            }
        }
        return failed;
    }

    @Test
    void whatIsRefusedWithStatus200IsRefused() throws IOException {
        assertThat(failed(new RightVolumes() {
                    @Override
                    int refusal() {
                        return 200;
                    }
                }))
                .isEmpty();
    }

    @Test
    void whereMountedVolumesAreRemovedNothingElseIsSaidOfMounts() throws IOException {
        assertThat(failed(new RightVolumes() {
                    @Override
                    Object mount(Map<?, ?> arguments) {
                        return path(arguments);
                    }
                }))
                .containsExactly("volume-remove-mounted");
    }

    @Test
    void whereGetTellsWhatIsMountedThatIsEnough() throws IOException {
        assertThat(failed(new RightVolumes() {
                    @Override
                    Object remove(Map<?, ?> arguments) {
                        known(arguments);
                        uses.remove(name(arguments));
                        return Map.of();
                    }

                    @Override
                    Object unmount(Map<?, ?> arguments) {
                        List<String> known = known(arguments);
                        if (!known.isEmpty()) {
                            known.remove(known.size() - 1);
                        }
                        return Map.of();
                    }

                    @Override
                    Object described(String name) {
                        return uses.get(name).isEmpty() ? Map.of("Name", name) : super.described(name);
                    }
                }))
                .containsExactly("volume-remove-mounted", "volume-unmount-unknown");
    }

    @Test
    void whereASecondCreateIsRefusedMountsAreStillHeld() throws IOException {
        assertThat(failed(new RightVolumes() {
                    @Override
                    Object create(Map<?, ?> arguments) {
                        if (uses.containsKey(name(arguments))) {
                            throw new Refusal("exists");
                        }
                        return super.create(arguments);
                    }
                }))
                .containsExactly("volume-create-again", "volume-create-again-options");
    }

    @Test
    void aNameWithASlashThatIsTakenLeavesNoFolderBehind() throws IOException {
        RightVolumes folders = new RightVolumes() {
            @Override
            Object create(Map<?, ?> arguments) {
                String name = name(arguments);
                for (String part = name;
                        !part.isEmpty();
                        part = part.substring(0, Math.max(0, part.lastIndexOf('/')))) {
                    uses.putIfAbsent(part, new ArrayList<>());
                }
                return Map.of();
            }
        };

        assertThat(OneRule.judged("volume-name-slash", folders, plugin -> {}).verdict())
                .isEqualTo(Verdict.FAILED);
        assertThat(folders.uses).isEmpty();
    }
}
