package dev.jackplug.bench.parts;

import dev.jackplug.internal.http.HttpServerConnection;
import dev.jackplug.internal.socket.BlockInput;
import dev.jackplug.internal.socket.ChannelSocket;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The head of a request, as dockerd sends it, and its short body, read from memory. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class HeadBenchmark {

    private static final String BODY = "{\"Name\":\"data\"}\n";

    private static final byte[] REQUEST = ("POST /VolumeDriver.Get HTTP/1.1\r\n"
                    + "Host: plugin.moby.localhost\r\n"
                    + "User-Agent: Go-http-client/1.1\r\n"
                    + "Content-Length: " + BODY.length() + "\r\n"
                    + "Accept: application/vnd.docker.plugins.v1.2+json\r\n"
                    + "\r\n" + BODY)
            .getBytes(StandardCharsets.US_ASCII);

    private ChannelSocket socket;
    private HttpServerConnection connection;

    @Setup
    public void connect() throws IOException {
        socket = new ChannelSocket(SocketChannel.open(StandardProtocolFamily.UNIX));
        connection = new HttpServerConnection(socket, new Asking());
    }

    @TearDown
    public void close() throws IOException {
        socket.close();
    }

    @Benchmark
    public byte[] receive() throws IOException {
        return connection.receive().read(BODY.length());
    }

    /** Somebody who asks the same again and again, and does not listen. */
    private static final class Asking extends Socket {

        @Override
        public OutputStream getOutputStream() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public InputStream getInputStream() {
            return new BlockInput() {

                private int at;

                @Override
                public int read(byte[] bytes, int offset, int length) {
                    int count = Math.min(length, REQUEST.length - at);
                    System.arraycopy(REQUEST, at, bytes, offset, count);
                    at = (at + count) % REQUEST.length;
                    return count;
                }
            };
        }
    }
}
