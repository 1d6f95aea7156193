import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Writes {@code docs/engines.md}: what each engine does in each scenario.
 *
 * <p>Run {@code java docs/engines/EnginesPage.java} after the engine tests: what they saw replaces, section by section, what
 * stands in {@code docs/engines/*.tsv} for that line of the engine, and the page is made of these tables. With
 * {@code --check} nothing is written, and a page that does not agree with the tables is an error.
 */
public final class EnginesPage {
    private static final String INTRODUCTION = """
            # What the engines do

            Each line was seen by a test in `engines` (`./verify --all`, and `./verify --engines 13` for the engines of Debian \
            13); a test fails when its engine does something else. This page is generated: \
            `java docs/engines/EnginesPage.java` takes over what the last run saw.

            PLUGIN, VOLUME, ID and PORT stand for what differs from run to run. "Asked" counts the requests that the plugin \
            received. A plugin is said to close when it ends the connection without an answer: dockerd then sends the request \
            again, after 1, 2, 4 and 8 seconds and with an empty body, podman does not.
            """;

    /** The sections in the order of the page, each with what is to be known before its table. */
    private static final Map<String, String> SECTIONS = sections();

    private static Map<String, String> sections() {
        Map<String, String> sections = new LinkedHashMap<>();
        sections.put("The example plugin", "`examples/volume`, a process of its own, as a user has it.");
        sections.put(
                "The example log plugin",
                "`examples/log`, a process of its own. The plugin gives logs back, so that dockerd keeps none of its own. Its"
                        + " backend is stuck when its file is a named pipe that nobody reads. podman has no log plugins.");
        sections.put(
                "A driver that is broken for once",
                "A plugin of the SDK, whose driver throws something unforeseen in one Get. The SDK gives no answer then, also not"
                        + " to the requests without a body that dockerd sends after it, for 15 seconds.");
        sections.put(
                "Plugins of the SDK on ports",
                "A plugin that listens on a port writes its `.spec` or `.json` itself, and removes it when it ends.");
        sections.put(
                "Where a plugin is found",
                "podman reads the table `[engine.volume_plugins]` of containers.conf and looks nowhere else.");
        sections.put(
                "VolumeDriver.Create",
                "The plugin answers the first request of `volume create` for a new volume. 500 with Err is the form that every"
                        + " engine shows to its user.");
        sections.put(
                "The other methods of a volume plugin",
                "Activate: `volume create`. Get: `volume inspect` of a volume that was created with a label; dockerd takes"
                        + " every answered failure as \"gone\" and forgets the label. List: `volume ls`, `podman volume"
                        + " reload`. Mount, Unmount: a container that runs `true`; whether podman shows what Unmount answered is a matter of luck."
                        + " Remove: `volume rm`. The plugin refuses a"
                        + " request that came again without its body.");
        sections.put(
                "The authorization plugin",
                "`examples/authz` with a policy that allows one directory, `shared`, to be mounted: what clients of a dockerd"
                        + " are told that asks it about each request.");
        sections.put(
                "What a request means to dockerd",
                "Without any plugin: what those have to reckon with who read requests to allow or deny them. The containers"
                        + " are made, not run.");
        sections.put(
                "Networks of the example plugin",
                "`examples/network`, a process of its own, as a user has it: the networks and their addresses are both of it.");
        sections.put(
                "The example graph driver",
                "`examples/graph` as the store of a dockerd that was started with `--experimental --storage-driver=PLUGIN`.");
        sections.put(
                "One plugin for everything",
                "A plugin of the SDK that serves volumes, networks, addresses, logs and authorization in one process. dockerd was"
                        + " started with `--authorization-plugin=PLUGIN`.");
        sections.put("The example secret provider", "`examples/secrets` in a swarm of one node.");
        sections.put(
                "Other subsystems",
                "`network create`, `run --log-driver`, and any command under an authorization plugin. podman knows volume"
                        + " plugins only. Not run: MetricsCollector, which as a v1 plugin stops dockerd for good; secrets,"
                        + " which need a swarm; graph drivers, which later versions of dockerd do not have.");
        return sections;
    }

    private record Row(String engine, String section, String scenario, String outcome) {
        static Row of(String line) {
            String[] cells = line.split("\t", -1);
            return new Row(cells[0], cells[1], cells[2], cells[3]);
        }

        @Override
        public String toString() {
            return String.join("\t", engine, section, scenario, outcome) + "\n";
        }
    }

    public static void main(String[] arguments) throws IOException {
        List<String> given = List.of(arguments);
        if (!given.isEmpty() && !given.equals(List.of("--check"))) {
            System.err.println("usage: java docs/engines/EnginesPage.java [--check]");
            System.exit(2);
        }
        Path tables = Path.of("docs", "engines");
        Path page = Path.of("docs", "engines.md");
        if (!Files.isDirectory(tables)) {
            System.err.println("run it from the top of the repository: there is no " + tables + " here");
            System.exit(2);
        }
        if (given.isEmpty()) {
            takeOver(Path.of("engines", "target", "engines-seen.tsv"), tables);
            Files.writeString(page, text(read(tables)), UTF_8);
        } else if (!Files.exists(page) || !Files.readString(page, UTF_8).equals(text(read(tables)))) {
            System.err.println(page + " does not agree with " + tables + ": run java docs/engines/EnginesPage.java");
            System.exit(1);
        }
    }

    /** Replaces the sections that were seen of each engine; a run of one test leaves the others as they are. */
    private static void takeOver(Path seen, Path tables) throws IOException {
        if (!Files.exists(seen)) {
            return;
        }
        Map<String, Map<String, List<Row>>> fresh = new LinkedHashMap<>();
        for (String line : Files.readAllLines(seen, UTF_8)) {
            Row row = Row.of(line);
            fresh.computeIfAbsent(row.engine(), any -> new TreeMap<>())
                    .computeIfAbsent(row.section(), any -> new ArrayList<>())
                    .add(row);
        }
        for (Map.Entry<String, Map<String, List<Row>>> engine : fresh.entrySet()) {
            Path file = tables.resolve(engine.getKey().replace(' ', '-') + ".tsv");
            Map<String, List<Row>> sections = new TreeMap<>();
            for (Row row : Files.exists(file) ? read(file) : List.<Row>of()) {
                sections.computeIfAbsent(row.section(), any -> new ArrayList<>()).add(row);
            }
            sections.putAll(engine.getValue());
            StringBuilder text = new StringBuilder();
            sections.values().forEach(rows -> rows.forEach(text::append));
            Files.writeString(file, text, UTF_8);
        }
    }

    private static List<Row> read(Path tables) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (Stream<Path> files = Files.walk(tables)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".tsv")).sorted().toList()) {
                Files.readAllLines(file, UTF_8).forEach(line -> rows.add(Row.of(line)));
            }
        }
        return rows;
    }

    private static String text(List<Row> rows) {
        StringBuilder text = new StringBuilder(INTRODUCTION);
        SECTIONS.forEach((section, note) -> {
            Map<String, Map<String, List<String>>> scenarios = new LinkedHashMap<>();
            rows.stream().filter(row -> row.section().equals(section)).forEach(row -> scenarios
                    .computeIfAbsent(row.scenario(), any -> new LinkedHashMap<>())
                    .computeIfAbsent(row.outcome(), any -> new ArrayList<>())
                    .add(row.engine()));
            if (!scenarios.isEmpty()) {
                text.append("\n## ").append(section).append("\n\n").append(note).append("\n\n");
                text.append("| Scenario | Engine | Outcome |\n|---|---|---|\n");
                scenarios.forEach((scenario, outcomes) -> outcomes.forEach((outcome, engines) -> text.append(
                        "| %s | %s | %s |\n".formatted(scenario, String.join(", ", engines), cell(outcome)))));
            }
        });
        return text.toString();
    }

    /** Between backticks of its own, what the engine said may hold backticks; a bar would end the cell. */
    private static String cell(String outcome) {
        int first = outcome.indexOf('`');
        int last = outcome.lastIndexOf('`');
        boolean nested = first >= 0 && outcome.substring(first + 1, last).contains("`");
        String text = !nested
                ? outcome
                : outcome.substring(0, first) + "`` " + outcome.substring(first + 1, last) + " ``" + outcome.substring(last + 1);
        return text.replace("|", "\\|");
    }
}
