package dev.jackplug.bench.race;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param quick whether it has to be over soon
 * @param json whether the rows are printed as JSON
 * @param check whether the exit code says if the goals are met
 * @param works which works, in the order in which they run
 * @param everything whether nothing is left out, so that the page can be written
 */
record Wanted(boolean quick, boolean json, boolean check, List<String> works, boolean everything) {

    /** Empty if there is no such option or work. */
    static Optional<Wanted> of(List<String> arguments, Collection<String> all) {
        List<String> left = new ArrayList<>(arguments);
        boolean quick = left.removeIf("--quick"::equals);
        boolean json = left.removeIf("--json"::equals);
        boolean check = left.removeIf("--check"::equals);
        if (!all.containsAll(left)) {
            return Optional.empty();
        }
        List<String> works = all.stream()
                .filter(work -> left.isEmpty() || left.contains(work))
                .toList();
        return Optional.of(new Wanted(quick, json, check, works, left.isEmpty() && !quick));
    }
}
