package dev.jackplug.cli.verify.mutants;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A rule for one method of volumes that knows the uses so far, as a host would count them. One request at a time. */
final class Uses implements Rule {

    private final String method;
    private final Step step;
    private final List<Use> uses = new ArrayList<>();
    private final Set<String> spent = new HashSet<>();
    private final Map<String, Answer> firsts = new HashMap<>();

    /** A Mount that no Unmount has ended. */
    private record Use(String name, String id) {

        static Use of(Request request) {
            return new Use(request.text("Name"), request.text("ID"));
        }

        Request unmount() {
            return Request.of(VolumeMutants.UNMOUNT, Map.of("Name", name, "ID", id));
        }
    }

    /** What is wrong. */
    interface Step {
        @Nullable
        Answer pass(Uses uses, Request request, Plugin plugin) throws IOException;
    }

    Uses(String method, Step step) {
        this.method = method;
        this.step = step;
    }

    @Override
    public synchronized @Nullable Answer pass(Request request, Plugin plugin) throws IOException {
        Answer answer = request.method().equals(method) ? step.pass(this, request, plugin) : plugin.ask(request);
        if (answer != null && answer.ok() && request.method().equals(VolumeMutants.MOUNT)) {
            uses.add(Use.of(request));
            firsts.putIfAbsent(request.text("ID"), answer);
        }
        if (answer != null && answer.ok() && request.method().equals(VolumeMutants.UNMOUNT)) {
            uses.remove(Use.of(request));
            spent.add(request.text("ID"));
        }
        return answer;
    }

    boolean has(Request request) {
        return uses.contains(Use.of(request));
    }

    boolean used(Request request) {
        return uses.stream().anyMatch(use -> use.name().equals(request.text("Name")));
    }

    boolean elsewhere(Request request) {
        return uses.stream()
                .anyMatch(use ->
                        use.id().equals(request.text("ID")) && !use.name().equals(request.text("Name")));
    }

    boolean spent(Request request) {
        return spent.contains(request.text("ID"));
    }

    Answer firstPlace(Request request, Plugin plugin) throws IOException {
        Answer answer = plugin.ask(request);
        return answer.ok() ? firsts.getOrDefault(request.text("ID"), answer) : answer;
    }

    /** Ends every use of the volume, and hands the request on. */
    Request ended(Request request, Plugin plugin) throws IOException {
        for (Use use : uses) {
            if (use.name().equals(request.text("Name"))) {
                plugin.ask(use.unmount());
            }
        }
        uses.removeIf(use -> use.name().equals(request.text("Name")));
        return request;
    }

    Answer endAll(Request request, Plugin plugin) throws IOException {
        return plugin.ask(ended(request, plugin));
    }

    Answer endId(Request request, Plugin plugin) throws IOException {
        for (Use use : uses) {
            if (use.id().equals(request.text("ID"))) {
                plugin.ask(use.unmount());
            }
        }
        return plugin.ask(request);
    }

    Answer endOne(Request request, Plugin plugin) throws IOException {
        for (Use use : List.copyOf(uses)) {
            if (use.name().equals(request.text("Name"))) {
                plugin.ask(use.unmount());
                uses.remove(use);
                break;
            }
        }
        return plugin.ask(request);
    }
}
