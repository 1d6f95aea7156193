package dev.jackplug.protocol;

import java.util.List;

/** No file announces a plugin of that name. */
public final class PluginNotFoundException extends PluginException {

    private final transient List<String> places;
    private final transient List<String> nearMisses;

    /**
     * An error that says where was looked.
     *
     * @param places the places looked in, each with what was seen there
     * @param nearMisses names that do exist and look alike, best first
     */
    public PluginNotFoundException(String plugin, List<String> places, List<String> nearMisses) {
        super(
                Target.of(plugin),
                "plugin not found; looked in " + (places.isEmpty() ? "no directory" : String.join(", ", places)),
                nearMisses.isEmpty()
                        ? "Start the plugin, or list the names that exist with: jackplug ls"
                        : "Did you mean " + String.join(" or ", nearMisses) + "?",
                null);
        this.places = List.copyOf(places);
        this.nearMisses = List.copyOf(nearMisses);
    }

    /** The places looked in, each with what was seen there. */
    public List<String> places() {
        return places;
    }

    /** Names that exist and look alike, best first. */
    public List<String> nearMisses() {
        return nearMisses;
    }

    @Override
    public String code() {
        return "not-found";
    }
}
