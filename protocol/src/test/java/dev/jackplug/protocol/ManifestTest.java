package dev.jackplug.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestTest {

    @Test
    void aSubsystemIsListedToTheLetter() {
        Manifest manifest = new Manifest(List.of("VolumeDriver", "authz"));

        assertThat(manifest.lists("VolumeDriver")).isTrue();
        assertThat(manifest.lists("authz")).isTrue();
        assertThat(manifest.lists("volumedriver")).isFalse();
        assertThat(manifest.lists("")).isFalse();
    }
}
