package dev.jackplug.bench.soak;

import dev.jackplug.protocol.PluginException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** How the calls ended, and what should not have happened. Safe for many threads. */
final class Tally {

    static final String ANSWER = "answer";

    /** Every end that a call can have. */
    static final List<String> ENDS = ends();

    /** The first of them tell enough. */
    private static final int PROBLEMS = 20;

    private final Map<String, LongAdder> ends = new ConcurrentHashMap<>();
    private final Queue<String> problems = new ConcurrentLinkedQueue<>();

    /** Something that is answered or throws. */
    interface Call {
        void run() throws Exception;
    }

    private static List<String> ends() {
        Stream<String> leaves = Arrays.stream(PluginException.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .sorted();
        return Stream.concat(Stream.of(ANSWER), leaves).toList();
    }

    /** Makes a call, which must end in one of these ways. */
    void call(String what, Set<String> expected, Call call) {
        try {
            call.run();
            ended(what, ANSWER, expected, null);
        } catch (PluginException e) {
            ended(what, e.getClass().getSimpleName(), expected, e);
        } catch (Exception e) {
            problem(what, e);
        }
    }

    private void ended(String what, String end, Set<String> expected, Exception error) {
        ends.computeIfAbsent(end, any -> new LongAdder()).increment();
        if (!expected.contains(end)) {
            problem(what + ": " + end + " in place of " + expected, error);
        }
    }

    static void same(Object expected, Object seen) {
        if (!expected.equals(seen)) {
            throw new IllegalStateException("expected " + expected + ", got " + seen);
        }
    }

    void check(String what, boolean holds) {
        if (!holds) {
            problem(what, null);
        }
    }

    void problem(String what, Throwable error) {
        if (problems.size() < PROBLEMS) {
            StringBuilder text = new StringBuilder(what);
            for (Throwable cause = error; cause != null; cause = cause.getCause()) {
                text.append("\n    ").append(cause).append(" at ").append(Arrays.toString(cause.getStackTrace()));
            }
            problems.add(text.toString());
        }
    }

    long count(String end) {
        LongAdder count = ends.get(end);
        return count == null ? 0 : count.sum();
    }

    List<String> problems() {
        return List.copyOf(problems);
    }
}
