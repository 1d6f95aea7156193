package dev.jackplug.cli.doctor;

import dev.jackplug.internal.socket.ChannelSocket;
import dev.jackplug.internal.socket.Deadline;
import dev.jackplug.internal.socket.Deadlines;
import dev.jackplug.internal.socket.Dialer;
import dev.jackplug.internal.socket.TlsClient;
import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.TlsConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** Shakes hands byte by byte, as a certain host does it, and shows what comes back, be it HTTP or not. */
final class RawLook {

    /** dockerd until 20.10.25 sends an empty Host (protocol §2.2). */
    static final String LIKE_DOCKERD_20 = request("Host: ", "Accept: application/vnd.docker.plugins.v1.2+json");

    static final String LIKE_PODMAN = request("Host: plugin", "Content-Type: application/vnd.docker.plugins.v1.1+json");

    /**
     * What came back.
     *
     * @param bytes the beginning of it
     * @param problem why there is no more; empty if there is none
     */
    record Seen(byte[] bytes, String problem) {

        boolean http() {
            return text().startsWith("HTTP/1.");
        }

        /** The status of the answer; 0 if it is none. */
        int status() {
            return text().matches("(?s)HTTP/1\\.\\d \\d{3}.*") ? Integer.parseInt(text().substring(9, 12)) : 0;
        }

        String text() {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }

        String evidence() {
            return bytes.length == 0 ? "it answered nothing" + problem : "it answered " + Look.text(bytes) + problem;
        }
    }

    private final Deadlines deadlines;
    private final Duration patience;

    RawLook(Deadlines deadlines, Duration patience) {
        this.deadlines = deadlines;
        this.patience = patience;
    }

    private static String request(String... headers) {
        return "POST /Plugin.Activate HTTP/1.1\r\n" + String.join("\r\n", headers)
                + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    }

    /** Shakes hands over plain HTTP, or over TLS where the address says so, whatever the certificate. */
    Seen at(Address address, String request) {
        byte[] answer = new byte[1024];
        int count = 0;
        try (Deadline deadline = deadlines.start(patience);
                ChannelSocket socket = Dialer.dial(address, deadline)) {
            Socket stream =
                    address instanceof Address.Tls tls ? anyone().connect(socket, tls.host(), tls.port()) : socket;
            stream.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = stream.getInputStream();
            for (int n = 0; n >= 0 && count < answer.length; n = in.read(answer, count, answer.length - count)) {
                count += n;
            }
            return new Seen(Arrays.copyOf(answer, count), "");
        } catch (IOException e) {
            return new Seen(Arrays.copyOf(answer, count), count > 0 ? "" : " (" + e.getMessage() + ")");
        }
    }

    /** Whether a peer that makes nothing of HTTP shakes hands by TLS. */
    boolean speaksTls(Address address) {
        try (Deadline deadline = deadlines.start(patience);
                ChannelSocket socket = Dialer.dial(address, deadline)) {
            anyone().connect(socket, "localhost", 443);
            return true;
        } catch (IOException e) {
            // A peer that asks for our certificate has shaken hands far enough to be known.
            return String.valueOf(e.getMessage()).contains("certificate");
        }
    }

    /**
     * Whether a peer that has shaken hands by TLS refuses us for want of a certificate: it says so at once, and others wait for
     * a request.
     */
    boolean wantsCertificate(Address.Tls address) {
        try (Deadline deadline = deadlines.start(patience.dividedBy(4));
                ChannelSocket socket = Dialer.dial(address, deadline)) {
            anyone().connect(socket, address.host(), address.port())
                    .getInputStream()
                    .read();
            return false;
        } catch (IOException e) {
            return String.valueOf(e.getMessage()).contains("certificate");
        }
    }

    private static TlsClient anyone() {
        return TlsClient.of(new TlsConfig("", "", "", true, false, 0));
    }
}
