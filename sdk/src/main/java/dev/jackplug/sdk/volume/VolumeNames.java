package dev.jackplug.sdk.volume;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.sdk.internal.Names;
import java.nio.charset.StandardCharsets;

/** The names of volumes, which hosts pass on unchecked (protocol §4.1). */
final class VolumeNames {

    private VolumeNames() {}

    /** Refuses what a plugin must refuse (protocol §8.5); any other name is taken as it is. */
    static void check(String name) {
        if (name.isEmpty()) {
            throw new DriverException("a volume needs a name");
        }
        boolean path = name.equals(".") || name.equals("..") || name.indexOf('/') >= 0;
        // What cannot be encoded would come back from the disk as another name.
        if (path
                || name.indexOf('\0') >= 0
                || !StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
            throw new DriverException("volume name " + quoted(name) + " is refused: it "
                    + (path ? "is a path" : "holds what is no character") + "; use letters, digits, '_', '.' and '-'");
        }
    }

    static String directory(String name) {
        return Names.safe(name);
    }

    static String quoted(String name) {
        return Names.quoted(name);
    }
}
