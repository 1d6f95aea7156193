package dev.jackplug.cli.trace;

/** Who is told what goes by: on one thread, in the order in which it ended. */
public interface TraceListener {

    /** A call is over. */
    void called(Call call);

    /** Something else happened, that many seconds after the beginning. */
    void told(double seconds, String what);
}
