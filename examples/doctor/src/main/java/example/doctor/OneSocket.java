package example.doctor;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;

/** A process of its own that listens on a socket and does nothing else, so that somebody can end it. */
final class OneSocket {

    private OneSocket() {}

    /** Binds the socket that it is told, says so, and stays until its standard input ends. */
    public static void main(String[] arguments) throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(arguments[0]));
            System.out.write('\n');
            System.out.flush();
            System.in.transferTo(System.out);
        }
    }

    /** Starts it, and waits until it listens. */
    static AutoCloseable inOwnProcess(Path socket) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OneSocket.class.getName(),
                        socket.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.getInputStream().read() < 0) {
            throw new IOException("nobody listens on " + socket);
        }
        return () -> {
            process.destroyForcibly();
            process.waitFor();
        };
    }
}
