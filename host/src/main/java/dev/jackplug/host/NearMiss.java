package dev.jackplug.host;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Names that look like a misspelt one. */
final class NearMiss {

    private static final int MOST = 3;

    private NearMiss() {}

    /**
     * The names that differ from the wanted one in few letters, nearest first, each once.
     *
     * @param exists a closer look at a name, taken only of those that look alike
     */
    static List<String> of(String wanted, Collection<String> names, Predicate<String> exists) {
        int tolerated = Math.max(1, Math.min(3, wanted.length() / 3));
        String lower = wanted.toLowerCase(Locale.ROOT);
        Map<Integer, List<String>> byDistance = names.stream()
                .filter(name -> Math.abs(name.length() - wanted.length()) <= tolerated)
                .collect(Collectors.groupingBy(name -> distance(lower, name.toLowerCase(Locale.ROOT))));
        // Those that are further off are put in order only if they are needed.
        return IntStream.rangeClosed(0, tolerated)
                .boxed()
                .flatMap(distance -> byDistance.getOrDefault(distance, List.of()).stream()
                        .sorted()
                        .distinct())
                .filter(exists)
                .limit(MOST)
                .toList();
    }

    /** How many letters must be added, dropped or changed. What both begin and end with costs nothing, and is most of it. */
    private static int distance(String left, String right) {
        int start = 0;
        int leftEnd = left.length();
        int rightEnd = right.length();
        while (start < leftEnd && start < rightEnd && left.charAt(start) == right.charAt(start)) {
            start++;
        }
        while (leftEnd > start && rightEnd > start && left.charAt(leftEnd - 1) == right.charAt(rightEnd - 1)) {
            leftEnd--;
            rightEnd--;
        }
        return changes(left.substring(start, leftEnd), right.substring(start, rightEnd));
    }

    private static int changes(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int change = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[right.length()];
    }
}
