package dev.jackplug.tck;

import static dev.jackplug.tck.HostBytes.chunked;
import static dev.jackplug.tck.HostBytes.request;
import static dev.jackplug.tck.HostBytes.withHeaders;
import static dev.jackplug.tck.HostBytes.writing;

import dev.jackplug.tck.HostBytes.Misdeed;

/** What a host, or whoever gets at a plugin's socket, can do wrong. A plugin must come out of it with its other hosts served. */
public enum HostFault {
    // Silence
    SAYS_NOTHING("Connects and says nothing.", method -> writing("")),
    DRIPS("Sends its request correctly, but one byte a second.", HostBytes::drip),
    NEVER_READS("Sends request after request and never reads an answer.", HostBytes::flood),
    BODY_TOO_SHORT(
            "Announces more body than it sends, and waits.",
            method -> writing(withHeaders(method, "Content-Length: 100") + "{}")),
    EXPECTS_AND_WAITS(
            "Asks whether it may send its body, and does not.",
            method -> writing(withHeaders(method, "Content-Length: 2", "Expect: 100-continue"))),

    // Connections that end early
    CLOSES_INSIDE_HEAD(
            "Closes the connection in the middle of a header.",
            method -> writing("POST /" + method + " HTTP/1.1\r\nHo").andClose()),
    CLOSES_INSIDE_BODY(
            "Closes the connection in the middle of the body.",
            method ->
                    writing(withHeaders(method, "Content-Length: 20") + "{\"Na").andClose()),
    CLOSES_INSIDE_CHUNKS(
            "Closes the connection before the last chunk.",
            method -> writing(withHeaders(method, "Transfer-Encoding: chunked") + "5\r\n{\"Nam\r\n")
                    .andClose()),
    CLOSES_BEFORE_ANSWER(
            "Sends its request and closes the connection.",
            method -> writing(request(method, "{\"Name\":\"x\"}")).andClose()),

    // Framing
    BODY_TOO_LONG(
            "Sends more body than it announced.",
            method -> writing(withHeaders(method, "Content-Length: 2") + "{} and more\r\n\r\n")),
    TWO_LENGTHS(
            "Announces two different lengths.",
            method -> writing(withHeaders(method, "Content-Length: 2", "Content-Length: 3") + "{} ")),
    SIGNED_LENGTH(
            "Announces a length with a sign.", method -> writing(withHeaders(method, "Content-Length: +2") + "{}")),
    LENGTH_AND_CHUNKED(
            "Announces a length and chunks at once.",
            method -> writing(
                    withHeaders(method, "Content-Length: 2", "Transfer-Encoding: chunked") + "2\r\n{}\r\n0\r\n\r\n")),
    CHUNK_SIZE_LIES(
            "Sends a chunk that is longer than its size.", method -> writing(chunked(method, "1\r\n{}\r\n0\r\n\r\n"))),
    CHUNK_SIZE_OVERFLOWS(
            "Sends a chunk size of 2 to the 64th and two, which is two to whoever overflows.",
            method -> writing(chunked(method, "10000000000000002\r\n{}\r\n0\r\n\r\n"))),
    NOT_HTTP("Sends bytes that are not HTTP.", method -> writing("SSH-2.0-OpenSSH_9.2p1\r\n\r\n")),
    TLS_HELLO("Begins to shake hands with TLS.", method -> writing("\u0016\u0003\u0001\u0000\u0005hello\r\n\r\n")),
    HTTP_2("Begins with HTTP/2.", method -> writing("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")),

    // Size
    HUGE_HEADER("Sends one header of 10 MB.", HostBytes::hugeHeader),
    MANY_HEADERS("Sends 100,000 headers.", HostBytes::manyHeaders),
    HUGE_BODY("Sends a body of 10 GB in chunks.", HostBytes::hugeChunks),
    HUGE_LENGTH("Announces a body of 10 GB and sends it.", HostBytes::hugeLength),

    // JSON
    EMPTY_BODY("Sends an empty body where there are arguments.", method -> writing(request(method, ""))),
    NULL_BODY("Sends null.", method -> writing(request(method, "null"))),
    TRUNCATED_JSON("Ends in the middle of the JSON text.", method -> writing(request(method, "{\"Name\":\"x"))),
    DEEP_JSON("Nests 100,000 lists.", method -> writing(request(method, FaultBytes.deepJson()))),
    HUGE_NUMBER("Sends a number of 100,000 digits.", method -> writing(request(method, FaultBytes.hugeNumber()))),
    INVALID_UTF8("Sends a string that is not UTF-8.", method -> writing(request(method, "{\"Name\":\"\u00ff\"}"))),
    DUPLICATE_KEYS("Sends a key twice.", method -> writing(request(method, "{\"Name\":\"x\",\"name\":\"y\"}"))),
    WRONG_TYPE("Sends a list for a string.", method -> writing(request(method, "{\"Name\":[]}"))),
    TOP_LEVEL_ARRAY("Sends a list where an object is due.", method -> writing(request(method, "[]"))),

    // Verbs and names
    GET("Asks with GET.", method -> writing("GET /" + method + " HTTP/1.1\r\nHost: x\r\n\r\n")),
    UNKNOWN_METHOD("Calls a method that there is not.", method -> writing(request(method + "Not", "{}")));

    private final String sentence;
    private final HostBytes.ForMethod misdeed;

    HostFault(String sentence, HostBytes.ForMethod misdeed) {
        this.sentence = sentence;
        this.misdeed = misdeed;
    }

    /** What the host does, for reports. */
    public String sentence() {
        return sentence;
    }

    Misdeed against(String method) {
        return misdeed.against(method);
    }
}
