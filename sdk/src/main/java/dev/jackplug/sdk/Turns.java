package dev.jackplug.sdk;

import org.jspecify.annotations.Nullable;

/**
 * Knows which connection the last request came by, and so whether one alone has something to do, however many are open: a
 * host's pool keeps idle ones. For use by many threads.
 */
final class Turns {

    private volatile @Nullable Object last;

    /** Takes note of a request, and says whether the one before it came by the same connection. */
    boolean again(Object connection) {
        boolean again = isLast(connection);
        if (!again) { // written only then: whoever looks at it would lose his copy
            last = connection;
        }
        return again;
    }

    /** Whether no request has come by another connection since this one's. */
    boolean isLast(Object connection) {
        return connection.equals(last);
    }
}
