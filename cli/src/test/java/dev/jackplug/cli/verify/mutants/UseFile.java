package dev.jackplug.cli.verify.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Notes every Mount and Unmount on the disk, so that the next start can forget what the correct plugin would know. */
final class UseFile {

    private final Path file;

    UseFile(Path state) {
        this.file = state.resolve("uses");
    }

    /** At the next start no more than so many uses are left of each volume and ID. */
    void forgetting(Setup setup, int left) {
        setup.rule = noting();
        setup.afterStart = (request, plugin) -> {
            Map<String, Integer> counts = new HashMap<>();
            for (String line : lines()) {
                counts.merge(line, 1, Integer::sum);
            }
            for (Map.Entry<String, Integer> use : counts.entrySet()) {
                for (int i = left; i < use.getValue(); i++) {
                    plugin.ask(unmount(use.getKey()));
                }
            }
            return null;
        };
    }

    /** At the next start the last use is ended. */
    void forgettingTheLast(Setup setup) {
        setup.rule = noting();
        setup.afterStart = (request, plugin) -> {
            List<String> lines = lines();
            return lines.isEmpty() ? null : plugin.ask(unmount(lines.get(lines.size() - 1)));
        };
    }

    private Rule noting() {
        return (request, plugin) -> {
            Answer answer = plugin.ask(request);
            String line = request.text("Name") + "\t" + request.text("ID");
            if (answer.ok() && request.method().equals(VolumeMutants.MOUNT)) {
                note(line, true);
            } else if (answer.ok() && request.method().equals(VolumeMutants.UNMOUNT)) {
                note(line, false);
            }
            return answer;
        };
    }

    private static Request unmount(String line) {
        String[] parts = line.split("\t", 2);
        return Request.of(VolumeMutants.UNMOUNT, Map.of("Name", parts[0], "ID", parts[1]));
    }

    private synchronized void note(String line, boolean more) throws IOException {
        List<String> lines = new ArrayList<>(lines());
        if (more) {
            lines.add(line);
        } else {
            lines.remove(line);
        }
        Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    private List<String> lines() throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}
