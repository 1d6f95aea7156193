package dev.jackplug.sdk.authz;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The handlers of dockerd's API, in the order in which dockerd looks through them: the first that matches is the one. The
 * names in a path may hold slashes, so that a path can match several.
 */
public enum EngineRoute {
    CHECKPOINT_LIST("GET", "/containers/{*}/checkpoints", Body.NONE),
    CHECKPOINT_CREATE("POST", "/containers/{*}/checkpoints", Body.JSON),
    CHECKPOINT_DELETE("DELETE", "/containers/{}/checkpoints/{}", Body.NONE),
    CONTAINER_ARCHIVE_STAT("HEAD", "/containers/{*}/archive", Body.NONE),
    CONTAINER_LIST("GET", "/containers/json", Body.NONE),
    CONTAINER_EXPORT("GET", "/containers/{*}/export", Body.NONE),
    CONTAINER_CHANGES("GET", "/containers/{*}/changes", Body.NONE),
    CONTAINER_INSPECT("GET", "/containers/{*}/json", Body.NONE),
    CONTAINER_TOP("GET", "/containers/{*}/top", Body.NONE),
    CONTAINER_LOGS("GET", "/containers/{*}/logs", Body.NONE),
    CONTAINER_STATS("GET", "/containers/{*}/stats", Body.NONE),
    CONTAINER_ATTACH_WEBSOCKET("GET", "/containers/{*}/attach/ws", Body.NONE),
    EXEC_INSPECT("GET", "/exec/{*}/json", Body.NONE),
    CONTAINER_ARCHIVE_GET("GET", "/containers/{*}/archive", Body.NONE),
    CONTAINER_CREATE("POST", "/containers/create", Body.JSON),
    CONTAINER_KILL("POST", "/containers/{*}/kill", Body.NONE),
    CONTAINER_PAUSE("POST", "/containers/{*}/pause", Body.NONE),
    CONTAINER_UNPAUSE("POST", "/containers/{*}/unpause", Body.NONE),
    CONTAINER_RESTART("POST", "/containers/{*}/restart", Body.NONE),
    CONTAINER_START("POST", "/containers/{*}/start", Body.OPTIONAL_JSON),
    CONTAINER_STOP("POST", "/containers/{*}/stop", Body.NONE),
    CONTAINER_WAIT("POST", "/containers/{*}/wait", Body.NONE),
    CONTAINER_RESIZE("POST", "/containers/{*}/resize", Body.NONE),
    CONTAINER_ATTACH("POST", "/containers/{*}/attach", Body.HIDDEN),
    CONTAINER_COPY("POST", "/containers/{*}/copy", Body.JSON),
    EXEC_CREATE("POST", "/containers/{*}/exec", Body.JSON),
    EXEC_START("POST", "/exec/{*}/start", Body.JSON),
    EXEC_RESIZE("POST", "/exec/{*}/resize", Body.NONE),
    CONTAINER_RENAME("POST", "/containers/{*}/rename", Body.NONE),
    CONTAINER_UPDATE("POST", "/containers/{*}/update", Body.JSON),
    CONTAINER_PRUNE("POST", "/containers/prune", Body.NONE),
    COMMIT("POST", "/commit", Body.OPTIONAL_JSON),
    CONTAINER_ARCHIVE_PUT("PUT", "/containers/{*}/archive", Body.HIDDEN),
    CONTAINER_DELETE("DELETE", "/containers/{*}", Body.NONE),
    IMAGE_LIST("GET", "/images/json", Body.NONE),
    IMAGE_SEARCH("GET", "/images/search", Body.NONE),
    IMAGE_SAVE_SEVERAL("GET", "/images/get", Body.NONE),
    IMAGE_SAVE("GET", "/images/{*}/get", Body.NONE),
    IMAGE_HISTORY("GET", "/images/{*}/history", Body.NONE),
    IMAGE_INSPECT("GET", "/images/{*}/json", Body.NONE),
    IMAGE_LOAD("POST", "/images/load", Body.HIDDEN),
    IMAGE_CREATE("POST", "/images/create", Body.HIDDEN),
    IMAGE_PUSH("POST", "/images/{*}/push", Body.HIDDEN),
    IMAGE_TAG("POST", "/images/{*}/tag", Body.NONE),
    IMAGE_PRUNE("POST", "/images/prune", Body.NONE),
    IMAGE_DELETE("DELETE", "/images/{*}", Body.NONE),
    OPTIONS("OPTIONS", "/{*}", Body.NONE),
    PING("GET", "/_ping", Body.NONE),
    PING_HEAD("HEAD", "/_ping", Body.NONE),
    EVENTS("GET", "/events", Body.NONE),
    INFO("GET", "/info", Body.NONE),
    VERSION("GET", "/version", Body.NONE),
    DISK_USAGE("GET", "/system/df", Body.NONE),
    AUTH("POST", "/auth", Body.HIDDEN),
    VOLUME_LIST("GET", "/volumes", Body.NONE),
    VOLUME_INSPECT("GET", "/volumes/{*}", Body.NONE),
    VOLUME_CREATE("POST", "/volumes/create", Body.JSON),
    VOLUME_PRUNE("POST", "/volumes/prune", Body.NONE),
    VOLUME_UPDATE("PUT", "/volumes/{*}", Body.JSON),
    VOLUME_DELETE("DELETE", "/volumes/{*}", Body.NONE),
    BUILD("POST", "/build", Body.HIDDEN),
    BUILD_PRUNE("POST", "/build/prune", Body.NONE),
    BUILD_CANCEL("POST", "/build/cancel", Body.NONE),
    SESSION("POST", "/session", Body.HIDDEN),
    GRPC("POST", "/grpc", Body.HIDDEN),
    SWARM_INIT("POST", "/swarm/init", Body.JSON),
    SWARM_JOIN("POST", "/swarm/join", Body.JSON),
    SWARM_LEAVE("POST", "/swarm/leave", Body.NONE),
    SWARM_INSPECT("GET", "/swarm", Body.NONE),
    SWARM_UNLOCK_KEY("GET", "/swarm/unlockkey", Body.NONE),
    SWARM_UPDATE("POST", "/swarm/update", Body.JSON),
    SWARM_UNLOCK("POST", "/swarm/unlock", Body.JSON),
    SERVICE_LIST("GET", "/services", Body.NONE),
    SERVICE_INSPECT("GET", "/services/{}", Body.NONE),
    SERVICE_CREATE("POST", "/services/create", Body.JSON),
    SERVICE_UPDATE("POST", "/services/{}/update", Body.JSON),
    SERVICE_DELETE("DELETE", "/services/{}", Body.NONE),
    SERVICE_LOGS("GET", "/services/{}/logs", Body.NONE),
    NODE_LIST("GET", "/nodes", Body.NONE),
    NODE_INSPECT("GET", "/nodes/{}", Body.NONE),
    NODE_DELETE("DELETE", "/nodes/{}", Body.NONE),
    NODE_UPDATE("POST", "/nodes/{}/update", Body.JSON),
    TASK_LIST("GET", "/tasks", Body.NONE),
    TASK_INSPECT("GET", "/tasks/{}", Body.NONE),
    TASK_LOGS("GET", "/tasks/{}/logs", Body.NONE),
    SECRET_LIST("GET", "/secrets", Body.NONE),
    SECRET_CREATE("POST", "/secrets/create", Body.JSON),
    SECRET_DELETE("DELETE", "/secrets/{}", Body.NONE),
    SECRET_INSPECT("GET", "/secrets/{}", Body.NONE),
    SECRET_UPDATE("POST", "/secrets/{}/update", Body.JSON),
    CONFIG_LIST("GET", "/configs", Body.NONE),
    CONFIG_CREATE("POST", "/configs/create", Body.JSON),
    CONFIG_DELETE("DELETE", "/configs/{}", Body.NONE),
    CONFIG_INSPECT("GET", "/configs/{}", Body.NONE),
    CONFIG_UPDATE("POST", "/configs/{}/update", Body.JSON),
    PLUGIN_LIST("GET", "/plugins", Body.NONE),
    PLUGIN_INSPECT("GET", "/plugins/{*}/json", Body.NONE),
    PLUGIN_PRIVILEGES("GET", "/plugins/privileges", Body.NONE),
    PLUGIN_DELETE("DELETE", "/plugins/{*}", Body.NONE),
    PLUGIN_ENABLE("POST", "/plugins/{*}/enable", Body.NONE),
    PLUGIN_DISABLE("POST", "/plugins/{*}/disable", Body.NONE),
    PLUGIN_PULL("POST", "/plugins/pull", Body.JSON),
    PLUGIN_PUSH("POST", "/plugins/{*}/push", Body.NONE),
    PLUGIN_UPGRADE("POST", "/plugins/{*}/upgrade", Body.JSON),
    PLUGIN_SET("POST", "/plugins/{*}/set", Body.JSON),
    PLUGIN_CREATE("POST", "/plugins/create", Body.HIDDEN),
    DISTRIBUTION_INSPECT("GET", "/distribution/{*}/json", Body.NONE),
    NETWORK_LIST("GET", "/networks/?", Body.NONE),
    NETWORK_INSPECT("GET", "/networks/{+}", Body.NONE),
    NETWORK_CREATE("POST", "/networks/create", Body.JSON),
    NETWORK_CONNECT("POST", "/networks/{*}/connect", Body.JSON),
    NETWORK_DISCONNECT("POST", "/networks/{*}/disconnect", Body.JSON),
    NETWORK_PRUNE("POST", "/networks/prune", Body.NONE),
    NETWORK_DELETE("DELETE", "/networks/{*}", Body.NONE),
    /** A handler of another version of dockerd. */
    UNKNOWN("", "", Body.OPTIONAL_JSON);

    /** What the engine reads from the body of a request. */
    public enum Body {
        /** Nothing. */
        NONE,
        /** JSON; without it the engine refuses the request. */
        JSON,
        /** JSON, if there is any. */
        OPTIONAL_JSON,
        /** What no plugin is shown: archives, streams, passwords. */
        HIDDEN
    }

    private static final Map<String, List<EngineRoute>> BY_METHOD =
            Arrays.stream(values()).collect(Collectors.groupingBy(route -> route.method));

    private final String method;
    private final Pattern path;
    private final Body body;

    EngineRoute(String method, String path, Body body) {
        this.method = method;
        this.body = body;
        String regex = path.replace("{*}", "(.*)").replace("{+}", "(.+)").replace("{}", "([^/]+)");
        // As in Go, a dot is any character but a line feed.
        this.path = Pattern.compile(regex, Pattern.UNIX_LINES);
    }

    /** The route of a request, by its path without the version. */
    static EngineRoute of(String method, String path) {
        return BY_METHOD.getOrDefault(method, List.of()).stream()
                .filter(route -> route.path.matcher(path).matches())
                .findFirst()
                .orElse(UNKNOWN);
    }

    /** What the engine reads from the body. */
    public Body body() {
        return body;
    }

    String name(String path) {
        Matcher matcher = this.path.matcher(path);
        return matcher.matches() && matcher.groupCount() > 0 ? matcher.group(1) : "";
    }
}
