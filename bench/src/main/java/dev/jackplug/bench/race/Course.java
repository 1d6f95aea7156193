package dev.jackplug.bench.race;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;

/**
 * What all works share: how often, how long, and where.
 *
 * @param quick whether five short rounds are enough
 * @param folder for sockets and files, removed in the end
 * @param go where the programs of the Go side are, {@code host} and {@code plugin}
 */
record Course(boolean quick, Path folder, Path go) {

    int rounds() {
        return quick ? 5 : 9;
    }

    /** How long one side works in one round, in milliseconds. */
    int window() {
        return quick ? 200 : 1_000;
    }

    /** How long a JVM works before anything is measured, in milliseconds, so that its code is compiled. */
    int warmUp() {
        return quick ? 3_000 : 8_000;
    }

    /**
     * How much keeps a side busy for about a window.
     *
     * @param first an amount to try with
     * @param nanos how long an amount takes
     */
    long fitting(long first, LongUnaryOperator nanos) {
        long cold = nanos.applyAsLong(first);
        long taken = Math.min(cold, nanos.applyAsLong(first));
        return Math.max(1, first * window() * 1_000_000L / taken);
    }

    /**
     * Lets the sides work in turn, A B A B, so that what the machine does meanwhile meets all of them; a first round of each
     * only warms up.
     *
     * @return for each side what it measured in each round
     */
    List<List<long[]>> rounds(List<Supplier<long[]>> sides) {
        List<List<long[]>> all = new ArrayList<>();
        sides.forEach(side -> all.add(new ArrayList<>()));
        for (int round = 0; round <= rounds(); round++) {
            for (int i = 0; i < sides.size(); i++) {
                long[] one = sides.get(i).get();
                if (round > 0) {
                    all.get(i).add(one);
                }
            }
        }
        return Collections.unmodifiableList(all);
    }

    /** The same of sides with names. */
    <K> Map<K, List<long[]>> rounds(Map<K, Supplier<long[]>> sides) {
        List<List<long[]>> all = rounds(List.copyOf(sides.values()));
        Map<K, List<long[]>> named = new LinkedHashMap<>();
        for (K side : sides.keySet()) {
            named.put(side, all.get(named.size()));
        }
        return Collections.unmodifiableMap(named);
    }
}
