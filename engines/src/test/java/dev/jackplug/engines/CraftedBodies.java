package dev.jackplug.engines;

import java.util.List;

/** Bodies of a container's creation that mean more to dockerd than to a careless reader. */
final class CraftedBodies {

    private CraftedBodies() {}

    /** A body, and what is odd about it. */
    record Crafted(String title, String json) {
        @Override
        public String toString() {
            return title;
        }
    }

    /** The body for a container that ends at once, with these keys besides. */
    static String container(String keys) {
        String more = keys.isEmpty() ? "" : "," + keys;
        return "{\"Image\":\"" + Engine.IMAGE + "\",\"Cmd\":[\"/bin/busybox\",\"true\"]" + more + "}";
    }

    private static Crafted crafted(String title, String keys) {
        return new Crafted(title, container(keys));
    }

    /** Those that a reader who lets the last key win, or knows one letter case or place, takes for harmless. */
    static List<Crafted> privileged() {
        return List.of(
                crafted("HostConfig", "\"HostConfig\":{\"Privileged\":true}"),
                crafted("HostConfig twice, the second empty", "\"HostConfig\":{\"Privileged\":true},\"HostConfig\":{}"),
                crafted("hostconfig, privileged", "\"hostconfig\":{\"privileged\":true}"),
                crafted(
                        "HostConfig, then HOSTCONFIG",
                        "\"HostConfig\":{\"Privileged\":true},\"HOSTCONFIG\":{\"Binds\":null}"),
                crafted("Privileged true, then null", "\"HostConfig\":{\"Privileged\":true,\"Privileged\":null}"),
                crafted(
                        "Privileged false, then PRIVILEGED true",
                        "\"HostConfig\":{\"Privileged\":false,\"PRIVILEGED\":true}"),
                crafted("a long s (U+017F) in HostConfig", "\"Ho\u017ftConfig\":{\"Privileged\":true}"),
                crafted("an escape in Privileged", "\"HostConfig\":{\"\\u0050rivileged\":true}"),
                crafted("Privileged at top level", "\"Privileged\":true"),
                crafted("HostConfig null, privileged at top level", "\"HostConfig\":null,\"privileged\":true"));
    }

    /** Those that mount {@code /etc}. */
    static List<Crafted> mounts() {
        return List.of(
                crafted("Binds", "\"HostConfig\":{\"Binds\":[\"/etc:/x\"]}"),
                crafted("Binds with ..", "\"HostConfig\":{\"Binds\":[\"/tmp/../etc:/x\"]}"),
                crafted("Binds at top level", "\"binds\":[\"/etc:/x\"]"),
                crafted(
                        "Mounts",
                        "\"HostConfig\":{\"Mounts\":[{\"Type\":\"bind\",\"Source\":\"/etc\",\"Target\":\"/x\"}]}"),
                crafted(
                        "Mounts twice, the second without Source",
                        "\"HostConfig\":{\"Mounts\":[{\"Type\":\"bind\",\"Source\":\"/etc\",\"Target\":\"/x\"}],"
                                + "\"Mounts\":[{\"Target\":\"/y\"}]}"),
                crafted(
                        "Mounts of a volume with a device",
                        "\"HostConfig\":{\"Mounts\":[{\"Type\":\"volume\",\"Target\":\"/x\",\"VolumeOptions\":"
                                + "{\"DriverConfig\":{\"Options\":{\"type\":\"none\",\"o\":\"bind\",\"device\":\"/etc\"}}}}]}"));
    }
}
