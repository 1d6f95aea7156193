package dev.jackplug.cli.verify.mutants;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes the socket of a plugin, and takes it away; mutants do one of the steps differently. */
class Door {

    /** Where it listens when it is told this path, or a bare name. */
    Path place(String told) {
        return told.startsWith("/") ? Path.of(told) : Path.of("/run/docker/plugins", told + ".sock");
    }

    ServerSocketChannel open(Path path) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        clear(path);
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        channel.bind(UnixDomainSocketAddress.of(path), 128);
        restrict(path);
        return channel;
    }

    void clear(Path path) throws IOException {
        Files.deleteIfExists(path);
    }

    void restrict(Path path) throws IOException {
        mode(path, "rw-rw----");
    }

    void remove(Path path) throws IOException {
        Files.deleteIfExists(path);
    }

    static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
}
