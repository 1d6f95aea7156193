package dev.jackplug.tck.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.tck.Answer;
import dev.jackplug.tck.FakeHost;
import dev.jackplug.tck.FakeHost.Answered;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** A fake host and fake plugins, and that nothing is left of them. */
class FixtureTest {

    private static final List<Path> FOLDERS = new ArrayList<>();

    @BeforeEach
    void script(@Fixture("sshfs") ScriptedPlugin plugin, @Fixture Path sockets) {
        plugin.implementing("VolumeDriver").answering("VolumeDriver.List", Answer.json("{\"Volumes\":[]}"));
        FOLDERS.add(sockets);
    }

    @Test
    void theHostTalksToThePluginAsDockerdDoes(@Fixture FakeHost host, @Fixture("sshfs") ScriptedPlugin plugin)
            throws IOException {
        assertThat(host.activate("sshfs")).containsExactly("VolumeDriver");
        assertThat(host.call("sshfs", "VolumeDriver.List", "{}")).isEqualTo(new Answered(200, "{\"Volumes\":[]}"));
        assertThat(plugin.received("VolumeDriver.List"))
                .singleElement()
                .satisfies(request -> assertThat(request.header("Host")).contains(""));
    }

    @RepeatedTest(2)
    void eachTestHasItsOwn(@Fixture("sshfs") ScriptedPlugin plugin, @Fixture Path sockets) {
        assertThat(plugin.received()).isEmpty();
        assertThat(sockets.resolve("sshfs.sock")).exists();
        assertThat(FOLDERS).containsOnlyOnce(sockets);
        assertThat(FOLDERS.subList(0, FOLDERS.size() - 1))
                .allSatisfy(before -> assertThat(before).doesNotExist());
    }

    @AfterAll
    static void nothingIsLeft() {
        assertThat(FOLDERS).hasSize(3).allSatisfy(folder -> assertThat(folder).doesNotExist());
    }
}
