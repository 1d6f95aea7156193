import dev.jackplug.internal.json.Json;
import dev.jackplug.tck.Fault;
import dev.jackplug.tck.HostFault;
import dev.jackplug.tck.ScriptedHost;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes the seeds of the fuzz targets, in Jazzer's places for them: what hosts and plugins were recorded to say, what they say
 * that have a fault, and a few of each thing that people write. {@code bench/fuzz --seeds} runs it.
 */
public final class Seeds {

    /** Seeds are mutated millions of times, so that long ones cost more than they bring. */
    private static final int LONGEST = 1024;

    /** How many exchanges of one method are taken. */
    private static final int ALIKE = 2;

    private final Path folder;
    private final Set<String> written = new HashSet<>();
    private int count;

    private Seeds(String module, String target, String method) throws IOException {
        String inputs = "/src/test/resources/dev/jackplug/" + target + "Inputs/" + method;
        folder = Files.createDirectories(Path.of(module + inputs));
        try (Stream<Path> old = Files.list(folder)) {
            for (Path file : old.filter(one -> one.getFileName().toString().startsWith("seed-")).toList()) {
                Files.delete(file);
            }
        }
    }

    private void add(byte[] bytes) throws IOException {
        boolean fits = bytes.length > 0 && bytes.length <= LONGEST;
        if (fits && written.add(new String(bytes, StandardCharsets.ISO_8859_1))) {
            Files.write(folder.resolve("seed-" + ++count), bytes);
        }
    }

    private Seeds add(String... texts) throws IOException {
        for (String text : texts) {
            add(text.getBytes(StandardCharsets.UTF_8));
        }
        return this;
    }

    public static void main(String[] arguments) throws Exception {
        Seeds cidrs = new Seeds("protocol", "protocol/CidrFuzzTest", "aNetworkIsRefusedInASentenceOrPrintsAsItself");
        Seeds queries = new Seeds("sdk", "sdk/QueryFuzzTest", "aQueryIsRefusedInASentenceOrReadAgainWhenItWasWritten");
        Seeds json = new Seeds("wire", "internal/json/JsonFuzzTest", "whatIsReadIsReadAgainWhenItWasWritten");
        Seeds answers = new Seeds("wire", "internal/http/HttpAnswerFuzzTest", "anAnswerIsUnderstoodOrRefusedHoweverItIsCut");
        Seeds requests = new Seeds("wire", "internal/http/HttpRequestFuzzTest", "requestsAreUnderstoodOrRefusedHoweverTheyAreCut");
        Seeds logs = new Seeds("protocol", "protocol/log/LogFramesFuzzTest", "entriesAreReadOrRefusedHoweverTheyAreCut");

        write();
        cidrs.add("10.0.0.2/24", "::/0", "fd00:1::2/64", "1:2:3:4:5:6:7:8/128", "255.255.255.255/32");
        queries.add("id=a%20b&parent=", "id=a+b&id=c&flag&x=1=2", "%zz", "id=\u00e9");
        json.add(MESSAGE, "{\"text\":null,\"TEXT\":\"\\u212a\\ud800\",\"parts\":null,\"One\":1e400}", "[1,2.5,-0,1E5,123456789012345678901]");
        recorded(cidrs, queries, json, answers, requests);
        frames(logs);
        faults(answers);
        hostFaults(requests);
    }

    private static final String MESSAGE =
            """
            {"Text":"a","TextOrNot":"b","Flag":true,"FlagOrNot":true,"Count":1,"BigOrNot":-2,"Num":1.5,"NumOrNot":0.5,
            "Data":"AAEC","DataOrNot":"/w==","At":"2026-01-31T12:00:00.123456789+01:00","Part":{"A":"x","B":2,"List":["y"]},
            "PartOrNot":{"A":"x"},"Pointer":{},"PointerOrNot":{"B":1},"Tags":["t",null],"Parts":[{"A":"p"},null],
            "Table":[[1,2],[]],"Opts":{"o":"p"},"ByName":{"n":{"B":3}},"Any":{"a":[1,{"b":null}]},"One":{"z":[true]}}""";

    /** What people write: names, addresses, files. */
    private static void write() throws IOException {
        new Seeds("protocol", "protocol/PluginNameFuzzTest", "aNameIsRefusedInASentenceOrStaysInItsFolder")
                .add("sshfs", "a.b", "..", ".hidden", "../etc", "a\\b", "vieux/sshfs:latest", "\u00e9t\u00e9", "x".repeat(251));
        String[] addresses = {
            "unix:///run/docker/plugins/x.sock", "unix:///run/a%20b%25.sock", "tcp://127.0.0.1:8080", "http://[::1]",
            "https://user@host:443/path?query#fragment", "npipe:////./pipe/x", "localhost:8080", "TCP://h:65536", "unix:///%0A%C2%9B"
        };
        new Seeds("protocol", "protocol/AddressFuzzTest", "anAddressIsRefusedInASentenceOrPrintsAsItself").add(addresses);
        new Seeds("host", "host/SpecFileFuzzTest", "aFileIsAnEntryWhateverItHolds")
                .add(addresses)
                .add(
                        "tcp://a:1\n",
                        "{\"Name\":\"n\",\"Addr\":\"https://h:1\",\"TLSConfig\":{\"CAFile\":\"/ca\",\"CertFile\":\"/c\","
                                + "\"KeyFile\":\"/k\",\"InsecureSkipVerify\":true,\"ExclusiveRootPools\":true,\"MinVersion\":772}}",
                        "{\"addr\":\"tcp://h:1\",\"TLSConfig\":{}} trailing",
                        "{\"Addr\":\"unix:///run/x\\u000a.sock\",\"TLSConfig\":null}");
    }

    // ---- recordings

    private static void recorded(Seeds cidrs, Seeds queries, Seeds json, Seeds answers, Seeds requests) throws IOException {
        Map<String, Integer> alike = new HashMap<>();
        for (String subsystem : List.of("volume", "network", "ipam", "authz", "log", "graph", "metrics", "secret")) {
            for (Map<?, ?> line : lines(subsystem)) {
                Map<?, ?> request = (Map<?, ?>) line.get("req");
                String start = (String) request.get("line");
                Map<?, ?> response = line.get("resp") instanceof Map<?, ?> there ? there : Map.of();
                if (alike.merge(start + response.get("status"), 1, Integer::sum) > ALIKE) {
                    continue;
                }
                String body = body(request);
                json.add(body, body(response));
                requests.add(start + "\r\n" + headers(request) + "\r\n" + body);
                if (response.containsKey("status")) {
                    answers.add("HTTP/1.1 " + response.get("status") + " " + response.get("reason") + "\r\n"
                            + headers(response) + "\r\n" + body(response));
                }
                int question = start.indexOf('?');
                if (question >= 0) {
                    queries.add(start.substring(question + 1, start.lastIndexOf(' ')));
                }
                if (subsystem.equals("ipam")) {
                    for (String text : (body + body(response)).split("\"")) {
                        if (text.matches("[0-9a-f.:]+/[0-9]+")) {
                            cidrs.add(text);
                        }
                    }
                }
            }
        }
    }

    private static List<Map<?, ?>> lines(String recording) throws IOException {
        List<Map<?, ?>> lines = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("tck/src/main/resources/transcripts/" + recording + ".jsonl"))) {
            lines.add((Map<?, ?>) Json.read(line.getBytes(StandardCharsets.UTF_8), Object.class));
        }
        return lines;
    }

    private static String body(Map<?, ?> message) {
        return message.get("body") instanceof String text ? text : "";
    }

    private static String headers(Map<?, ?> message) {
        StringBuilder lines = new StringBuilder();
        for (Object header : message.get("headers") instanceof List<?> list ? list : List.of()) {
            lines.append(((List<?>) header).get(0)).append(": ").append(((List<?>) header).get(1)).append("\r\n");
        }
        return lines.toString();
    }

    private static void frames(Seeds logs) throws IOException {
        Set<Integer> lengths = new HashSet<>();
        for (Map<?, ?> line : lines("log-fifo")) {
            if (line.get("hex") instanceof String hex && lengths.add(hex.length())) {
                logs.add(HexFormat.of().parseHex(hex));
            }
        }
    }

    // ---- faults

    /** What a plugin with each fault answers, as far as a seed holds it. */
    private static void faults(Seeds answers) throws IOException {
        for (Fault fault : Fault.values()) {
            Path folder = Files.createTempDirectory("jp");
            try (ScriptedPlugin plugin = ScriptedPlugin.onSocket(folder.resolve("s")).faulting("A.B", fault);
                    SocketChannel host = SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("s")))) {
                host.write(ByteBuffer.wrap("POST /A.B HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII)));
                answers.add(heard(host));
            }
            Files.deleteIfExists(folder.resolve("s"));
            Files.delete(folder);
        }
    }

    /** What a host with each fault sends, as far as a seed holds it. */
    private static void hostFaults(Seeds requests) throws Exception {
        for (HostFault fault : HostFault.values()) {
            Path folder = Files.createTempDirectory("jp");
            try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                listener.bind(UnixDomainSocketAddress.of(folder.resolve("s")));
                Thread host = new Thread(() -> commit(folder.resolve("s"), fault));
                host.start();
                try (SocketChannel plugin = listener.accept()) {
                    requests.add(heard(plugin));
                }
                host.join();
            }
            Files.delete(folder.resolve("s"));
            Files.delete(folder);
        }
    }

    private static void commit(Path socket, HostFault fault) {
        try {
            ScriptedHost.commit(socket, "VolumeDriver.Create", fault, Duration.ofSeconds(10));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the other end says until it is silent for a moment, closes, or has said as much as a seed holds. */
    private static byte[] heard(SocketChannel channel) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer piece = ByteBuffer.allocate(LONGEST);
        channel.configureBlocking(false);
        long silentSince = System.nanoTime();
        while (all.size() < LONGEST && System.nanoTime() - silentSince < 300_000_000) {
            int count = channel.read(piece.clear().limit(LONGEST - all.size()));
            if (count < 0) {
                break;
            }
            if (count > 0) {
                all.write(piece.array(), 0, count);
                silentSince = System.nanoTime();
            }
        }
        return all.toByteArray();
    }
}
