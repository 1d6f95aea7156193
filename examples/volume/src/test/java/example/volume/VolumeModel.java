package example.volume;

import static org.assertj.core.api.Assertions.assertThat;

import example.volume.Operation.End;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is to be in the ledger, by what the hosts say that they do. A call that may have run leaves two ways for its volume to
 * stand. Each volume is used by one thread at a time. Safe for many threads.
 */
final class VolumeModel {

    private static final int KEPT = 20;

    /**
     * How a volume stands.
     *
     * @param uses how often each id has mounted it; none for a volume that is not there
     */
    record Stand(boolean there, Map<String, Integer> uses) {

        static final Stand ABSENT = new Stand(false, Map.of());

        Stand {
            uses = Map.copyOf(uses);
        }

        /** How it stands afterwards; empty when it is refused. */
        Optional<Stand> after(Operation operation) {
            return switch (operation.verb()) {
                case "create" -> Optional.of(there ? this : new Stand(true, Map.of()));
                case "mount" -> there ? Optional.of(counting(operation.id(), 1)) : Optional.empty();
                case "unmount" -> Optional.of(uses.containsKey(operation.id()) ? counting(operation.id(), -1) : this);
                default -> uses.isEmpty() ? Optional.of(ABSENT) : Optional.empty();
            };
        }

        private Stand counting(String id, int change) {
            Map<String, Integer> counts = new TreeMap<>(uses);
            counts.merge(id, change, (old, more) -> old + more == 0 ? null : old + more);
            return new Stand(true, counts);
        }
    }

    private final Map<String, Set<Stand>> stands = new TreeMap<>();
    private final Map<String, Operation> underWay = new HashMap<>();
    private final Map<End, Integer> ends = new TreeMap<>();
    private final Map<String, List<String>> heard = new HashMap<>();
    private final List<Throwable> failures = new ArrayList<>();
    private long reports;

    /**
     * Takes note of {@code begin VERB VOLUME ID}, or of the same with {@code end} and how it ended. What cannot be is kept for
     * {@link #reports}, as is any other line: the end of a thread.
     */
    synchronized void hear(String line) {
        try {
            note(line);
        } catch (AssertionError | RuntimeException e) {
            failures.add(e);
        }
    }

    private void note(String line) {
        String[] words = line.split(" ");
        assertThat(words[0]).as(line).isIn("begin", "end");
        Operation operation = new Operation(words[1], words[2], words[3]);
        heard.computeIfAbsent(operation.volume(), none -> new ArrayList<>()).add(line);
        reports++;
        if (words[0].equals("begin")) {
            underWay.put(operation.volume(), operation);
        } else {
            underWay.remove(operation.volume());
            ended(operation, End.valueOf(words[4]));
        }
    }

    /** The host of these volumes was killed: what it had not heard of may have run. */
    synchronized void died(String prefix) {
        List<Operation> torn = underWay.values().stream()
                .filter(operation -> operation.volume().startsWith(prefix))
                .toList();
        torn.forEach(operation -> hear("end " + operation + " " + End.MAY_HAVE_RUN));
    }

    private void ended(Operation operation, End end) {
        ends.merge(end, 1, Integer::sum);
        Set<Stand> before = stands.getOrDefault(operation.volume(), Set.of(Stand.ABSENT));
        Stream<Stand> done = before.stream().flatMap(stand -> stand.after(operation).stream());
        Stream<Stand> after = switch (end) {
            case ANSWERED -> done;
            case REFUSED ->
                before.stream().filter(stand -> stand.after(operation).isEmpty());
            case NOT_SENT -> before.stream();
            case MAY_HAVE_RUN -> Stream.concat(before.stream(), done);
        };
        Set<Stand> possible = after.collect(Collectors.toSet());
        assertThat(possible)
                .as("%s ended %s, before which it was one of %s; %s", operation, end, before, last(operation.volume()))
                .isNotEmpty();
        stands.put(operation.volume(), possible);
    }

    /** Compares with what is in the ledger, and forgets all of it. */
    synchronized void assertMatches(String where, Map<String, Stand> found) {
        assertThat(failures).as(where).isEmpty();
        assertThat(underWay).as(where).isEmpty();
        assertThat(stands.keySet()).as(where).containsAll(found.keySet());
        stands.forEach((volume, possible) -> assertThat(found.getOrDefault(volume, Stand.ABSENT))
                .as("%s, volume %s; %s", where, volume, last(volume))
                .isIn(possible));
        stands.clear();
        heard.clear();
    }

    private String last(String volume) {
        List<String> lines = heard.getOrDefault(volume, List.of());
        return String.join(" / ", lines.subList(Math.max(0, lines.size() - KEPT), lines.size()));
    }

    /** How much was heard so far, none of which may be wrong. */
    synchronized long reports() {
        assertThat(failures).isEmpty();
        return reports;
    }

    /** How often calls ended how. */
    synchronized Map<End, Integer> ends() {
        return new TreeMap<>(ends);
    }
}
