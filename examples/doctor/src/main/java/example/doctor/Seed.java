package example.doctor;

import dev.jackplug.cli.doctor.Code;

/**
 * One broken set-up.
 *
 * @param plugin its name
 * @param code what the doctor finds
 * @param breaking makes it
 */
record Seed(String plugin, Code code, Breaking breaking) {

    /** Puts something broken into a ward. */
    interface Breaking {
        void in(Ward ward) throws Exception;
    }
}
