package dev.jackplug.cli.trace;

import org.jspecify.annotations.Nullable;

/**
 * A request that has gone by, and its answer. Times are those of {@link System#nanoTime}.
 *
 * @param connection number of the connection, from 1
 * @param number the how-manieth request of it, from 1
 * @param begun when the head of the request had come
 * @param asked when the request had come whole
 * @param ended when the answer had, or the connection had ended
 * @param answer null when there was none
 */
record Exchange(
        int connection,
        int number,
        long begun,
        long asked,
        long ended,
        Message request,
        @Nullable Message answer) {

    /** What it holds in memory, roughly, in bytes. */
    long weight() {
        return 1024L + request.body().length + (answer == null ? 0 : answer.body().length);
    }
}
