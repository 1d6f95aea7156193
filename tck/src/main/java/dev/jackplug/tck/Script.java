package dev.jackplug.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Which answer comes next, by method. Safe for use by many threads. */
final class Script {

    static final String ACTIVATE = "Plugin.Activate";

    private final Map<String, Answer> standing = new ConcurrentHashMap<>();
    private final Map<String, Queue<Answer>> queued = new ConcurrentHashMap<>();
    private volatile Answer activation = implementing(List.of());
    private volatile @Nullable Answer otherwise;

    void implement(List<String> subsystems) {
        activation = implementing(subsystems);
    }

    void always(String method, Answer answer) {
        standing.put(method, answer);
    }

    void otherwise(Answer answer) {
        otherwise = answer;
    }

    void once(String method, List<Answer> answers) {
        queued.computeIfAbsent(method, any -> new ConcurrentLinkedQueue<>()).addAll(answers);
    }

    /** Takes the next queued answer of the method, or else the standing one, or else what an ordinary plugin says. */
    Answer take(String method) {
        Queue<Answer> queue = queued.getOrDefault(method, new ConcurrentLinkedQueue<>());
        Answer next = queue.poll();
        return next != null ? next : standing.getOrDefault(method, ordinary(method));
    }

    private Answer ordinary(String method) {
        Answer asked = otherwise;
        if (asked != null) {
            return asked;
        }
        return method.equals(ACTIVATE)
                ? activation
                : Answer.raw(Reply.of(404, "text/plain; charset=utf-8", "404 page not found\n"));
    }

    private static Answer implementing(List<String> subsystems) {
        List<String> quoted = new ArrayList<>();
        subsystems.forEach(subsystem -> quoted.add('"' + subsystem + '"'));
        return Answer.json("{\"Implements\":[" + String.join(",", quoted) + "]}");
    }
}
