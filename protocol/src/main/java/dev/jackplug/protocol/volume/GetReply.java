package dev.jackplug.protocol.volume;

import dev.jackplug.protocol.Key;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The description of a volume.
 *
 * @param volume the volume, its name exactly as it was asked for; null means that there is none
 */
public record GetReply(@Key(nullable = true) @Nullable Volume volume) {

    /** The volume, if there is one. */
    public Optional<Volume> found() {
        return Optional.ofNullable(volume);
    }
}
