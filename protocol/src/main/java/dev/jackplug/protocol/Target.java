package dev.jackplug.protocol;

/**
 * What an error is about: which plugin, where, and which method. A part that does not apply is empty.
 *
 * @param plugin name of the plugin
 * @param address URL of the plugin
 * @param method full name of the service method
 */
public record Target(String plugin, String address, String method) {

    /** Nothing in particular: an error thrown by a driver's author. */
    public static final Target NONE = new Target("", "", "");

    /** A plugin by its name alone, before an address is known. */
    public static Target of(String plugin) {
        return new Target(plugin, "", "");
    }

    /** The same plugin, another method. */
    public Target at(String method) {
        return new Target(plugin, address, method);
    }

    /** The beginning of a message: {@code plugin "x" at unix:///x.sock: VolumeDriver.Get: }. */
    String prefix() {
        StringBuilder text = new StringBuilder();
        if (!plugin.isEmpty()) {
            text.append("plugin \"").append(plugin).append('"');
            text.append(address.isEmpty() ? "" : " at " + address).append(": ");
        }
        return text.append(method.isEmpty() ? "" : method + ": ").toString();
    }
}
