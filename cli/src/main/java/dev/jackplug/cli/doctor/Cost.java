package dev.jackplug.cli.doctor;

/** What a sick plugin costs dockerd, by moby's numbers (protocol §2.5, §3.3). In the order of seconds. */
enum Cost {
    /** Nothing. */
    NOTHING(0, ""),
    /** An error that comes at once. */
    AT_ONCE(0, "fails at once"),
    /** Five attempts, with pauses of 1, 2, 4 and 8 s. */
    REPEATED(15, "fails after 15 s, as dockerd tries five times"),
    /** Attempts that each take as long as a connection is waited for. */
    CONNECTING(33, "fails after 33 s, as dockerd tries three times"),
    /** dockerd sets no limit on the handshake. */
    ENDLESS(Integer.MAX_VALUE, "hangs for ever, as dockerd sets no limit");

    private final int seconds;
    private final String words;

    Cost(int seconds, String words) {
        this.seconds = seconds;
        this.words = words;
    }

    /** How long dockerd waits; {@link Integer#MAX_VALUE} for ever. */
    int seconds() {
        return seconds;
    }

    String words() {
        return words;
    }
}
