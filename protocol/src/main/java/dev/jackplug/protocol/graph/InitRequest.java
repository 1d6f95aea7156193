package dev.jackplug.protocol.graph;

import dev.jackplug.protocol.Key;
import java.util.List;

/**
 * Where and how to store.
 *
 * @param home absolute path of the folder for everything
 * @param opts the host's {@code --storage-opt}s
 * @param uidMaps how user ids are mapped into user namespaces; empty as a rule
 * @param gidMaps how group ids are
 */
public record InitRequest(
        String home,
        List<String> opts,
        @Key("UIDMaps") List<IdMap> uidMaps,
        @Key("GIDMaps") List<IdMap> gidMaps) {

    public InitRequest {
        opts = List.copyOf(opts);
        uidMaps = List.copyOf(uidMaps);
        gidMaps = List.copyOf(gidMaps);
    }

    /** Does not show the options, whose values may be secrets. */
    @Override
    public String toString() {
        return "InitRequest[home=" + home + ", opts=" + opts.size() + ", uidMaps=" + uidMaps + ", gidMaps=" + gidMaps
                + "]";
    }
}
