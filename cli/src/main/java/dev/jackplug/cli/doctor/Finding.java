package dev.jackplug.cli.doctor;

/**
 * One thing that is wrong, or odd.
 *
 * @param plugin name of the plugin; of a directory, its path
 * @param cause what is wrong, in one sentence
 * @param evidence what was seen
 * @param fix a command of the shell that mends it, or at least ends the harm; empty when there is none
 * @param seenByDockerd whether dockerd suffers from it too, and not this host alone
 */
public record Finding(Code code, String plugin, String cause, String evidence, String fix, boolean seenByDockerd) {

    Finding(Code code, String plugin, String cause, String evidence, String fix) {
        this(code, plugin, cause, evidence, fix, true);
    }

    Finding harmlessToDockerd() {
        return new Finding(code, plugin, cause, evidence, fix, false);
    }

    Cost listing() {
        return seenByDockerd ? code.listing() : Cost.NOTHING;
    }

    Cost use() {
        return seenByDockerd ? code.use() : Cost.NOTHING;
    }
}
