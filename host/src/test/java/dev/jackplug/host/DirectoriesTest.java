package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where Docker looks, by system and environment. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class DirectoriesTest {

    private static final String STATE = "ROOTLESSKIT_STATE_DIR";

    private static Directories on(String system, Map<String, String> environment, String passwdHome) {
        return Directories.ofDocker(name -> environment.getOrDefault(name, ""), system, passwdHome);
    }

    private static List<Path> rootless(Map<String, String> environment, String passwdHome) {
        return on("Linux", environment, passwdHome).specs();
    }

    private static List<Path> paths(String... paths) {
        return List.of(paths).stream().map(Path::of).toList();
    }

    @Test
    void aRootfulHostLooksInEtcAndThenInLib() {
        Directories directories =
                on("Linux", Map.of("HOME", "/home/u", "XDG_CONFIG_HOME", "/home/u/.config"), "/home/u");

        assertThat(directories.sockets()).isEqualTo(paths("/run/docker/plugins"));
        assertThat(directories.specs()).isEqualTo(paths("/etc/docker/plugins", "/usr/lib/docker/plugins"));
    }

    @Test
    @Tag("held-26")
    void aRootlessHostLooksInItsConfigHomeAndItsOwnLib() {
        var environment = Map.of(STATE, "/s", "HOME", "/home/u", "XDG_CONFIG_HOME", "/conf");

        assertThat(rootless(environment, "/pw"))
                .isEqualTo(paths("/conf/docker/plugins", "/home/u/.local/lib/docker/plugins"));
    }

    @Test
    @Tag("held-26")
    void withoutXdgConfigHomeItIsBelowHome() {
        assertThat(rootless(Map.of(STATE, "/s", "HOME", "/home/u"), "/pw"))
                .isEqualTo(paths("/home/u/.config/docker/plugins", "/home/u/.local/lib/docker/plugins"));
    }

    @Test
    @Tag("held-26")
    void withoutHomeThePasswdEntryCounts() {
        assertThat(rootless(Map.of(STATE, "/s"), "/pw"))
                .isEqualTo(paths("/pw/.config/docker/plugins", "/pw/.local/lib/docker/plugins"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?"})
    void withoutAnyHomeItLooksWhereARootfulHostLooks(String passwdHome) {
        assertThat(rootless(Map.of(STATE, "/s"), passwdHome))
                .isEqualTo(paths("/etc/docker/plugins", "/usr/lib/docker/plugins"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"conf", ".", "./x", "~/.config"})
    void aRelativeConfigHomeIsNone(String config) {
        assertThat(rootless(Map.of(STATE, "/s", "HOME", "/h", "XDG_CONFIG_HOME", config), ""))
                .startsWith(Path.of("/h/.config/docker/plugins"));
    }

    @Test
    void aRootlessHostLooksForSocketsWhereARootfulOneDoes() {
        assertThat(on("Linux", Map.of(STATE, "/s", "HOME", "/h"), "/h").sockets())
                .isEqualTo(paths("/run/docker/plugins"));
    }

    @ParameterizedTest
    @Tag("held-27")
    @ValueSource(strings = {"Windows 11", "Windows Server 2022", "windows"})
    void windowsHasOneDirectoryOfSpecs(String system) {
        assertThat(on(system, Map.of("ProgramData", "D:\\Data", STATE, "/s"), "")
                        .specs())
                .isEqualTo(List.of(Path.of("D:\\Data", "docker", "plugins")));
    }

    @Test
    void windowsWithoutProgramDataDoesNotLookInTheWorkingDirectory() {
        assertThat(on("Windows 11", Map.of(), "").specs())
                .isEqualTo(List.of(Path.of("C:\\ProgramData", "docker", "plugins")));
    }

    @Test
    void thisMachinesDirectoriesAreAbsolute() {
        Directories directories = Directories.ofDocker();

        assertThat(directories.sockets()).isNotEmpty().allMatch(Path::isAbsolute);
        assertThat(directories.specs()).isNotEmpty().allMatch(Path::isAbsolute);
    }

    @Test
    void theListsAreCopied() {
        List<Path> sockets = new ArrayList<>(paths("/a"));
        Directories directories = new Directories(sockets, sockets);
        sockets.clear();

        assertThat(directories.sockets()).isEqualTo(paths("/a"));
        assertThat(directories.specs()).isEqualTo(paths("/a"));
    }
}
