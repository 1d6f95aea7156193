package dev.jackplug.protocol.secret;

import static dev.jackplug.protocol.Unary.unary;

import dev.jackplug.protocol.Caller;
import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.ProtocolException;
import dev.jackplug.protocol.Subsystem;
import dev.jackplug.protocol.Unary;
import java.time.Duration;
import java.util.List;

/**
 * The {@code secretprovider} contract. Moby sets no limit (swarmkit manager/drivers/secrets.go); ours is that of its other
 * short calls. Not repeated: a provider may hand out values that are good once.
 */
final class SecretContract {

    static final Unary<SecretDriver, GetSecretRequest, GetSecretReply> GET_SECRET = unary(
                    "SecretProvider.GetSecret", GetSecretRequest.class, GetSecretReply.class, SecretContract::served)
            .within(Duration.ofMinutes(1));

    static final Subsystem<SecretDriver> SUBSYSTEM =
            new Subsystem<>("secretprovider", Subsystem.ERR, SecretDriver.class, List.of(GET_SECRET), Remote::new);

    private SecretContract() {}

    /** An author hears of a value that no host takes before the host does. */
    private static GetSecretReply served(SecretDriver driver, GetSecretRequest request) {
        GetSecretReply reply = driver.getSecret(request);
        if (unusable(reply)) {
            throw new DriverException("secret " + request.secretName() + " " + fault(reply));
        }
        return reply;
    }

    private static boolean unusable(GetSecretReply reply) {
        return reply.value().length == 0 || reply.value().length > SecretDriver.MOST_BYTES;
    }

    private static String fault(GetSecretReply reply) {
        return "has " + reply.value().length + " bytes; a secret has 1 to " + SecretDriver.MOST_BYTES;
    }

    /** A driver whose answers come from the other end of a socket. */
    private record Remote(Caller plugin) implements SecretDriver {

        @Override
        public GetSecretReply getSecret(GetSecretRequest request) {
            GetSecretReply reply = plugin.call(GET_SECRET, request);
            if (unusable(reply)) {
                throw new ProtocolException(
                        plugin.target(GET_SECRET),
                        "secret " + request.secretName() + " " + fault(reply),
                        "Mend the value where the plugin has it from",
                        null);
            }
            return reply;
        }
    }
}
