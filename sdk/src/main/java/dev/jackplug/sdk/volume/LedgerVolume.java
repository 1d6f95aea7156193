package dev.jackplug.sdk.volume;

import dev.jackplug.protocol.Redacted;
import java.time.Instant;
import java.util.Map;

/**
 * A volume as its backend sees it.
 *
 * @param name what the user calls it; opaque, so never to be used as a path
 * @param directory a name for a file or directory of this volume: unlike that of any other volume, always the same for this
 *     one, and safe: at most 100 characters of {@code A-Z a-z 0-9 _ . - @}, never beginning with a dot. The volume's own name
 *     where that is already such a name
 * @param options what the user asked for; empty when nothing
 * @param createdAt when the volume was asked for
 */
public record LedgerVolume(String name, String directory, Map<String, String> options, Instant createdAt) {

    public LedgerVolume {
        options = Redacted.copyOf(options);
    }
}
