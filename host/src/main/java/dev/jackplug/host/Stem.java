package dev.jackplug.host;

/**
 * What may be a name, in the order of its text, and told apart from most others by two numbers: comparing texts is much of
 * what it takes to list 10,000 names.
 *
 * @param start a byte for each of the first eight characters
 * @param next the same for the next eight
 */
record Stem(String text, long start, long next) implements Comparable<Stem> {

    /** The byte of every character from here on. None is told behind such a one: from there the text decides. */
    private static final int LAST = 0xFF;

    static Stem of(String text) {
        int told = 0;
        while (told < Math.min(text.length(), 2 * Long.BYTES) && text.charAt(told) < LAST) {
            told++;
        }
        return new Stem(text, number(text, 0, told), number(text, Long.BYTES, told));
    }

    private static long number(String text, int from, int told) {
        int beyond = told < text.length() ? LAST : 0;
        long number = 0;
        for (int i = from; i < from + Long.BYTES; i++) {
            number = number << Byte.SIZE | (i < told ? text.charAt(i) : i == told ? beyond : 0);
        }
        return number;
    }

    @Override
    public int compareTo(Stem other) {
        if (start != other.start) {
            return Long.compareUnsigned(start, other.start);
        }
        return next == other.next ? text.compareTo(other.text) : Long.compareUnsigned(next, other.next);
    }
}
