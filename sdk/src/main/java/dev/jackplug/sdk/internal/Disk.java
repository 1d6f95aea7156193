package dev.jackplug.sdk.internal;

import java.io.IOException;
import java.util.List;

/** The few steps that a ledger takes in its folder, so that a test can stop it between any two of them. */
public interface Disk extends AutoCloseable {

    /** The ending of a file that a crash kept from its place. */
    String UNFINISHED = ".new";

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

    /** Puts a file in its place, on the disk, so that whoever reads it sees the old content or the new one. */
    default void replace(String file, byte[] content) throws IOException {
        write(file + UNFINISHED, content);
        rename(file + UNFINISHED, file);
        force();
    }

    /** Deletes a file for good; none of that name is no error. */
    default void remove(String file) throws IOException {
        delete(file);
        force();
    }

    @Override
    void close() throws IOException;

    /** The path of the folder, for messages. */
    @Override
    String toString();
}
