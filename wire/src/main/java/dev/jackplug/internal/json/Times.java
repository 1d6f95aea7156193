package dev.jackplug.internal.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * Times as Go writes and reads them: RFC 3339. Java's own reader takes more than that allows, and fewer digits of a fraction;
 * both it and the writer are slow beside the rest of a message.
 */
final class Times {

    private static final String FORM = "0000-00-00T00:00:00";
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");
    private static final int NANO_DIGITS = 9;

    private Times() {}

    /**
     * Reads a time.
     *
     * @throws DateTimeException if it is not RFC 3339, or not within the years of four digits
     */
    static Instant read(String text) {
        int end = fractionEnd(text);
        if (!like(text, 0, FORM) || !isOffset(text, end)) {
            throw new DateTimeException("not RFC 3339");
        }
        LocalDateTime local = LocalDateTime.of(
                number(text, 0, 4),
                number(text, 5, 7),
                number(text, 8, 10),
                number(text, 11, 13),
                number(text, 14, 16),
                number(text, 17, 19),
                nanos(text, end));
        return shown(local.toInstant(ZoneOffset.UTC).minusSeconds(offset(text, end)));
    }

    /** Whether the form lies there: each 0 of it stands for a digit. */
    private static boolean like(String text, int at, String form) {
        if (text.length() < at + form.length()) {
            return false;
        }
        for (int i = 0; i < form.length(); i++) {
            char c = text.charAt(at + i);
            if (form.charAt(i) == '0' ? c < '0' || c > '9' : c != form.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Where the fraction ends that may follow the seconds. */
    private static int fractionEnd(String text) {
        int end = FORM.length();
        if (like(text, end, ".0")) {
            do {
                end++;
            } while (like(text, end, "0"));
        }
        return end;
    }

    private static boolean isOffset(String text, int at) {
        int length = text.length() - at;
        return like(text, at, "Z")
                ? length == 1
                : length == 6 && (like(text, at, "+00:00") || like(text, at, "-00:00"));
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    /** The fraction; digits beyond nanoseconds are dropped, as Go drops them. */
    private static int nanos(String text, int end) {
        int nanos = 0;
        for (int at = FORM.length() + 1; at <= FORM.length() + NANO_DIGITS; at++) {
            nanos = nanos * 10 + (at < end ? text.charAt(at) - '0' : 0);
        }
        return nanos;
    }

    /** In seconds, up to a day, while Java's own offsets end at 18 hours. */
    private static int offset(String text, int at) {
        if (text.charAt(at) == 'Z') {
            return 0;
        }
        int seconds = LocalTime.of(number(text, at + 1, at + 3), number(text, at + 4, at + 6))
                .toSecondOfDay();
        return text.charAt(at) == '-' ? -seconds : seconds;
    }

    /**
     * Writes a time; a fraction does not end in zeros.
     *
     * @throws DateTimeException if its year has not four digits: there is no other in JSON
     */
    static String write(Instant time) {
        shown(time);
        LocalDateTime local = LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC);
        char[] text = (FORM + ".000000000Z").toCharArray();
        digits(text, 4, local.getYear());
        digits(text, 7, local.getMonthValue());
        digits(text, 10, local.getDayOfMonth());
        digits(text, 13, local.getHour());
        digits(text, 16, local.getMinute());
        digits(text, 19, local.getSecond());
        int end = text.length - 1;
        digits(text, end, local.getNano());
        while (local.getNano() > 0 && text[end - 1] == '0') {
            end--;
        }
        end = local.getNano() > 0 ? end : FORM.length();
        text[end] = 'Z';
        return new String(text, 0, end + 1);
    }

    /** Puts a number that is not negative before {@code end}, over zeros. */
    private static void digits(char[] text, int end, int number) {
        for (int at = end - 1, left = number; left > 0; at--, left /= 10) {
            text[at] = (char) ('0' + left % 10);
        }
    }

    private static Instant shown(Instant time) {
        if (time.isBefore(FIRST) || time.isAfter(LAST)) {
            throw new DateTimeException(time + " cannot be written: a year has four digits");
        }
        return time;
    }
}
