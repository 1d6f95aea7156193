package dev.jackplug.tck;

import java.io.Closeable;
import java.io.IOException;

/** A bound socket that hosts connect to. Closing it frees a thread blocked in {@link #accept}. */
interface Listener extends Closeable {

    /** URL that a host finds it under. */
    String address();

    /** Blocks until a host connects. */
    Link accept() throws IOException;

    /** Removes what closing leaves in the file system. */
    void removeTraces() throws IOException;
}
