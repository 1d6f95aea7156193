package example.secrets;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.Printable;
import dev.jackplug.protocol.secret.GetSecretReply;
import dev.jackplug.protocol.secret.GetSecretRequest;
import dev.jackplug.protocol.secret.SecretDriver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A file for each secret: {@code ROOT/SERVICE/NAME} for one service alone, {@code ROOT/NAME} for all of them. Files are read
 * when they are asked for, so a new value counts for the next task.
 */
final class FolderSecrets implements SecretDriver {

    /** What swarm takes for names; none of them leaves a folder. */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9._-]{0,62}[a-zA-Z0-9])?");

    private static final Set<PosixFilePermission> OWNERS =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path root;
    private final Consumer<String> log;

    /**
     * Serves a folder.
     *
     * @param log is told who got which secret, never its value
     */
    FolderSecrets(Path root, Consumer<String> log) {
        this.root = root;
        this.log = log;
    }

    @Override
    public GetSecretReply getSecret(GetSecretRequest request) {
        Path file = file(name("secret", request.secretName()), request.serviceName());
        try {
            refuseWhatOthersSee(file);
            GetSecretReply reply = new GetSecretReply(read(file), oneTaskOnly(request));
            log.accept(Printable.of("secret " + request.secretName() + " for task " + request.taskId() + " of service "
                    + request.serviceName() + " on node " + request.nodeId()));
            return reply;
        } catch (IOException e) {
            throw new DriverException("secret " + request.secretName() + " cannot be read: " + e);
        }
    }

    private static String name(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new DriverException("\"" + name + "\" is no name of a " + what + "; it has letters, digits, and . _ -"
                    + " inside, 64 at most");
        }
        return name;
    }

    private Path file(String secret, String service) {
        List<Path> places = service.isEmpty()
                ? List.of(root.resolve(secret))
                : List.of(root.resolve(name("service", service)).resolve(secret), root.resolve(secret));
        return places.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new DriverException("no such secret: " + secret + "; looked for " + places));
    }

    /** As ssh does with keys: a secret that others can read is none. */
    private static void refuseWhatOthersSee(Path file) throws IOException {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        permissions.addAll(Files.getPosixFilePermissions(file));
        permissions.removeAll(OWNERS);
        if (!permissions.isEmpty()) {
            throw new DriverException(file + " can be used by others than its owner; chmod 600 " + file);
        }
    }

    private static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MOST_BYTES + 1);
        }
    }

    private static boolean oneTaskOnly(GetSecretRequest request) {
        return request.secretLabels().getOrDefault("reuse", "yes").equals("no");
    }
}
