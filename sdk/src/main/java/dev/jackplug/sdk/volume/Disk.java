package dev.jackplug.sdk.volume;

import java.io.IOException;
import java.util.List;

/** The few steps that a ledger takes in its folder, so that a test can stop it between any two of them. */
interface Disk extends AutoCloseable {

    /** The names of all files but the lock. */
    List<String> files() throws IOException;

    byte[] read(String file) throws IOException;

    /** Writes a file anew and forces its content to the disk. */
    void write(String file, byte[] content) throws IOException;

    void rename(String from, String to) throws IOException;

    /** Deletes a file; none of that name is no error. */
    void delete(String file) throws IOException;

    /** Forces the names of the folder to the disk. */
    void force() throws IOException;

    @Override
    void close() throws IOException;

    /** The path of the folder, for messages. */
    @Override
    String toString();
}
