package dev.jackplug.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.spi.ToolProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jackplug dist DIR}: this command as a folder that needs no Java where it is taken to. */
@Command(
        description = "Make a folder that holds this command and its own Java runtime, for machines without Java.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  jackplug dist jackplug", "  jackplug dist /tmp/jackplug && scp -r /tmp/jackplug root@storage1:/opt"
        })
final class DistCommand implements Callable<Integer> {

    /** What this command uses of Java; elliptic curves for TLS are not seen by tools that look for uses. */
    private static final String MODULES = "java.base,java.naming,java.xml,jdk.crypto.ec,jdk.net";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The folder to make. It must not exist.")
    private Path folder;

    @Override
    public Integer call() throws IOException {
        if (Files.exists(folder)) {
            throw new IllegalArgumentException(folder + " exists; name a folder that does not");
        }
        ToolProvider jlink = ToolProvider.findFirst("jlink")
                .orElseThrow(
                        () -> new IllegalArgumentException("the Java that runs this has no jlink; run it with a JDK"));
        Path parent = Files.createDirectories(
                Objects.requireNonNull(folder.toAbsolutePath().getParent(), "what does not exist has a parent"));
        // Beside it, so that it is there whole or not at all.
        try (TemporaryFolder beside = new TemporaryFolder(Files.createTempDirectory(parent, ".jackplug-dist-"))) {
            make(jlink, Files.createDirectory(beside.path().resolve("whole")));
            Files.move(beside.path().resolve("whole"), folder, StandardCopyOption.ATOMIC_MOVE);
        }
        Console.of(spec).line("made " + folder + "; take it wherever you like, and run bin/jackplug in it");
        return Errors.FINE;
    }

    private static void make(ToolProvider jlink, Path folder) throws IOException {
        copyLibraries(Files.createDirectory(folder.resolve("lib")));
        Path launcher = Files.createDirectory(folder.resolve("bin")).resolve("jackplug");
        try (InputStream script = DistCommand.class.getResourceAsStream("launcher.sh")) {
            Files.copy(Objects.requireNonNull(script, "launcher.sh is in the jar"), launcher);
        }
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        link(jlink, folder.resolve("runtime"));
    }

    private static void link(ToolProvider jlink, Path runtime) throws IOException {
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said, true);
        int exit = jlink.run(
                writer,
                writer,
                "--add-modules",
                MODULES,
                "--strip-java-debug-attributes", // and not what takes objcopy, which few machines have
                "--no-header-files",
                "--no-man-pages",
                "--generate-cds-archive",
                "--output",
                runtime.toString());
        if (exit != 0) {
            throw new IOException("jlink failed: " + said);
        }
    }

    /** Copies the jars that this command runs from. */
    private static void copyLibraries(Path lib) throws IOException {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path jar = Path.of(entry);
            if (!Files.isRegularFile(jar)) {
                throw new IOException(jar + " is no jar; run ./jackplug, which runs from jars");
            }
            Files.copy(jar, lib.resolve(jar.getFileName()));
        }
    }
}
