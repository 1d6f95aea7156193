package dev.jackplug.host;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Names that look like a misspelt one. */
final class NearMiss {

    private static final int MOST = 3;

    private NearMiss() {}

    private record Near(String name, int distance) {}

    /**
     * The names that differ from the wanted one in few letters, nearest first, each once.
     *
     * @param exists a closer look at a name, taken only of those that look alike
     */
    static List<String> of(String wanted, Collection<String> names, Predicate<String> exists) {
        int tolerated = Math.max(1, Math.min(3, wanted.length() / 3));
        String lower = wanted.toLowerCase(Locale.ROOT);
        return names.stream()
                .filter(name -> Math.abs(name.length() - wanted.length()) <= tolerated)
                .map(name -> new Near(name, distance(lower, name.toLowerCase(Locale.ROOT), tolerated)))
                .filter(near -> near.distance() <= tolerated)
                .distinct()
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
                .map(Near::name)
                .filter(exists)
                .limit(MOST)
                .toList();
    }

    /** How many letters must be added, dropped or changed; something above the limit where it is more than that. */
    private static int distance(String left, String right, int limit) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            int least = i;
            for (int j = 1; j <= right.length(); j++) {
                int change = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
                least = Math.min(least, row[j]);
            }
            if (least > limit) {
                return least;
            }
        }
        return row[right.length()];
    }
}
