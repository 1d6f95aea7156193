package dev.jackplug.tck;

import static dev.jackplug.tck.FaultBytes.head;
import static dev.jackplug.tck.FaultBytes.okWith;

/** What a plugin can do wrong. Each fault is one small thing; a host must come out of it with an error, in time and in one piece. */
public enum Fault {
    // Silence
    NEVER_READS("Accepts the connection and never reads from it.", Answer.hang(), true),
    NEVER_ANSWERS("Reads the request and never answers.", Answer.hang()),
    DRIPS("Answers correctly, but one byte a second.", FaultStreams.drip(okWith("{\"Err\":\"\"}"))),
    ONLY_INTERIM("Answers 100 Continue again and again, and nothing else.", FaultStreams.interim()),

    // Connections that end early
    CLOSES_ON_ACCEPT(
            "Closes the connection before anything is read.", Answer.raw("").andClose(), true),
    CLOSES_BEFORE_ANSWER(
            "Reads the request and closes the connection.", Answer.raw("").andClose()),
    CLOSES_INSIDE_HEADERS(
            "Closes the connection in the middle of a header.",
            Answer.raw("HTTP/1.1 200 OK\r\nContent-Ty").andClose()),
    CLOSES_AFTER_HEADERS(
            "Closes the connection where the body should begin.",
            Answer.raw(head("Content-Length: 10")).andClose()),
    CLOSES_INSIDE_BODY(
            "Closes the connection in the middle of the body.",
            Answer.raw(head("Content-Length: 10") + "{\"Err").andClose()),
    CLOSES_INSIDE_CHUNKS(
            "Closes the connection before the last chunk.",
            Answer.raw(head("Transfer-Encoding: chunked") + "5\r\n{\"Err\r\n").andClose()),

    // Framing
    LENGTH_TOO_LONG(
            "Announces more body than it sends, and keeps the connection open.",
            Answer.raw(head("Content-Length: 100") + "{}")),
    LENGTH_TOO_SHORT("Announces less body than it sends.", Answer.raw(head("Content-Length: 1") + "{}")),
    TWO_LENGTHS("Announces two different lengths.", Answer.raw(head("Content-Length: 2", "Content-Length: 3") + "{} ")),
    SIGNED_LENGTH("Announces a length with a sign.", Answer.raw(head("Content-Length: +2") + "{}")),
    LENGTH_AND_CHUNKED(
            "Announces a length and chunks at once.",
            Answer.raw(head("Content-Length: 2", "Transfer-Encoding: chunked") + "2\r\n{}\r\n0\r\n\r\n")),
    CHUNK_SIZE_LIES(
            "Sends a chunk that is longer than its size.",
            Answer.raw(head("Transfer-Encoding: chunked") + "1\r\n{}\r\n0\r\n\r\n")),
    CHUNK_SIZE_OVERFLOWS(
            "Sends a chunk size of 2 to the 64th and two, which is two to whoever overflows.",
            Answer.raw(head("Transfer-Encoding: chunked") + "10000000000000002\r\n{}\r\n0\r\n\r\n")),
    NOT_HTTP("Answers with bytes that are not HTTP.", Answer.raw("SSH-2.0-OpenSSH_9.2p1\r\n")),

    // Size
    HUGE_HEADER("Sends one header of 10 MB.", FaultStreams.hugeHeader()),
    MANY_HEADERS("Sends 100,000 headers.", FaultStreams.manyHeaders()),
    HUGE_BODY("Sends a body of 10 GB in chunks.", FaultStreams.hugeChunks()),
    HUGE_LENGTH("Announces a body of 10 GB and sends it.", FaultStreams.hugeLength()),

    // JSON
    NULL_BODY("Answers null.", Answer.json("null")),
    EMPTY_BODY("Answers 200 with an empty body.", Answer.json("")),
    TRUNCATED_JSON("Ends in the middle of the JSON text.", Answer.json("{\"Mountpoint\":\"/data\",\"Er")),
    DEEP_JSON("Nests 100,000 lists.", Answer.json(FaultBytes.deepJson())),
    HUGE_NUMBER("Sends a number of 100,000 digits.", Answer.json(FaultBytes.hugeNumber())),
    INVALID_UTF8("Sends strings that are not UTF-8.", Answer.raw(FaultBytes.invalidUtf8())),
    DUPLICATE_KEYS("Sends every key twice with different values.", Answer.json(FaultBytes.DUPLICATE_KEYS)),
    WRONG_TYPE("Sends every key with a value of the wrong type.", Answer.json(FaultBytes.WRONG_TYPES)),
    TOP_LEVEL_ARRAY("Answers a list where an object is due.", Answer.json("[{\"Err\":\"\"}]")),
    BYTE_ORDER_MARK("Puts a byte order mark before the JSON text.", Answer.json("\uFEFF{\"Err\":\"\"}")),

    // Statuses and encodings
    NO_CONTENT_204("Answers 204 without a body.", Answer.status(204, "")),
    REDIRECT_301("Redirects to another path, to be fetched with GET.", FaultBytes.redirect("301 Moved Permanently")),
    REDIRECT_307("Redirects to another path, to be asked the same.", FaultBytes.redirect("307 Temporary Redirect")),
    HTML_500("Answers 500 with an HTML page.", Answer.raw(FaultBytes.htmlError())),
    GZIP("Compresses the body although nobody asked for it.", Answer.raw(FaultBytes.gzipped("{\"Err\":\"\"}"))),

    // The handshake
    MANIFEST_LIES("Says in the handshake that it has a subsystem, and knows none of its methods.", FaultBytes.lies()),
    MANIFEST_CHANGES(
            "Says something else in each handshake, and answers calls like another kind of plugin.",
            FaultBytes.changes());

    private final String sentence;
    private final Answer answer;
    private final boolean speaksFirst;

    Fault(String sentence, Answer answer) {
        this(sentence, answer, false);
    }

    Fault(String sentence, Answer answer, boolean speaksFirst) {
        this.sentence = sentence;
        this.answer = answer;
        this.speaksFirst = speaksFirst;
    }

    /** What the plugin does, for reports. */
    public String sentence() {
        return sentence;
    }

    /** The fault as an answer to a request. */
    public Answer answer() {
        return answer;
    }

    /**
     * Whether it happens before a request is read, when {@link ScriptedPlugin#faulting(Fault)} says so. A connection that is
     * never read from stays open until the plugin closes it: without reading, nobody sees that the host has gone.
     */
    public boolean speaksFirst() {
        return speaksFirst;
    }
}
