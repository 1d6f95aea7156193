package dev.jackplug.engines;

import dev.jackplug.engines.Namespaces.Outcome;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An engine under test, with storage of its own, in a room of its own: dockerd or podman. Closing leaves nothing behind. */
abstract class Engine implements AutoCloseable {
    /** The image that containers are made of. */
    static final String IMAGE = "busybox:1";

    private final EngineRoom room;
    private final List<ScriptedPlugin> plugins = new ArrayList<>();
    private int names;
    private String version = "";

    Engine(EngineRoom room) {
        this.room = room;
    }

    /** Which program it is: {@code dockerd} or {@code podman}. */
    abstract String program();

    /** Its own command, up to the word that says what to do. */
    abstract List<String> command();

    /** The command that imports the image from a tar file. */
    abstract List<String> imports(String file);

    /** Tells it of a plugin before the first use; the plugin's socket is, or will be, {@code sockets()/NAME.sock}. */
    abstract void introduce(String plugin) throws IOException;

    /** Ends it and starts it again as after a reboot in good order; what is stored stays. */
    abstract void restart() throws IOException, InterruptedException;

    /** Makes the engine ready once it answers. */
    final void prepare(String versionFormat) throws IOException, InterruptedException {
        version = runWell("version", "--format", versionFormat).strip();
        room.runWell(words(command(), imports(room.image().toString())));
        Findings.met(this);
    }

    EngineRoom room() {
        return room;
    }

    /** The version as it says it, such as {@code 20.10.24+dfsg1}. */
    String version() {
        return version;
    }

    /** Program and first two numbers of the version, such as {@code dockerd 20.10}. */
    String line() {
        return program() + " " + version.replaceFirst("^(\\d+\\.\\d+).*", "$1");
    }

    boolean isPodman() {
        return program().equals("podman");
    }

    /** Runs the engine's command with these arguments and waits for its end. */
    Outcome run(String... arguments) throws IOException, InterruptedException {
        return room.run(words(command(), List.of(arguments)));
    }

    /** Runs the engine's command, which has to succeed; its standard output. */
    String runWell(String... arguments) throws IOException, InterruptedException {
        return room.runWell(words(command(), List.of(arguments)));
    }

    /** Runs a busybox applet in a container that has the volume at {@code /data} and is removed when it ends. */
    Outcome inContainer(String volume, String... applet) throws IOException, InterruptedException {
        return room.run(words(command(), container("--rm", "-v", volume + ":/data"), busybox(applet)));
    }

    /** Starts a container that stays, with the volume at {@code /data}; remove it again. */
    void startContainer(String name, String volume) throws IOException, InterruptedException {
        List<String> options = container("-d", "--name", name, "-v", volume + ":/data");
        room.runWell(words(command(), options, busybox("sleep", "600")));
    }

    /** Removes a container without the ten seconds that podman would give it to end. */
    void removeContainer(String name) throws IOException, InterruptedException {
        List<String> now = isPodman() ? List.of("--time", "0") : List.of();
        room.runWell(words(command(), List.of("rm", "-f"), now, List.of(name)));
    }

    /** A plugin's name that this engine never heard: dockerd remembers plugins by name for as long as it runs. */
    String newName() {
        return "jpplugin" + ++names;
    }

    /** The same, for a plugin at {@code sockets()/NAME.sock} that the engine is told of. */
    String newPlugin() throws IOException {
        String name = newName();
        introduce(name);
        return name;
    }

    /** A name that no volume of this engine had before. */
    String newVolume() {
        return "jpvolume" + ++names;
    }

    /** A plugin that does what the test says until the engine is closed: a dead one would make dockerd wait. */
    ScriptedPlugin scripted(Path socket) {
        ScriptedPlugin plugin = ScriptedPlugin.onSocket(socket);
        plugins.add(plugin);
        return plugin;
    }

    /** A volume plugin without faults under a name that the engine was told of. */
    ScriptedPlugin scriptedVolumes(String name) {
        ScriptedPlugin plugin = scripted(room.sockets().resolve(name + ".sock"));
        return ScriptedVolumes.script(plugin, room.volumes().resolve(name));
    }

    private List<String> container(String... options) {
        String[] always = {"run", "--network", "none", "--cgroup-parent", room.controlGroup()};
        return List.of(words(List.of(always), List.of(options), List.of(IMAGE)));
    }

    private static List<String> busybox(String... applet) {
        return List.of(words(List.of("/bin/busybox"), List.of(applet)));
    }

    @SafeVarargs
    private static String[] words(List<String>... parts) {
        List<String> all = new ArrayList<>();
        for (List<String> part : parts) {
            all.addAll(part);
        }
        return all.toArray(String[]::new);
    }

    @Override
    public void close() throws IOException {
        plugins.forEach(ScriptedPlugin::close);
        room.close();
    }

    @Override
    public String toString() {
        return program() + " " + version;
    }
}
