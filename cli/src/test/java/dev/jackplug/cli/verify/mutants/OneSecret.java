package dev.jackplug.cli.verify.mutants;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.secret.GetSecretReply;
import dev.jackplug.protocol.secret.GetSecretRequest;
import dev.jackplug.protocol.secret.SecretDriver;
import java.nio.charset.StandardCharsets;

/** Knows the secret {@code db}. */
final class OneSecret implements SecretDriver {

    @Override
    public GetSecretReply getSecret(GetSecretRequest request) {
        if (!request.secretName().equals("db")) {
            throw new DriverException("no such secret: " + request.secretName());
        }
        return new GetSecretReply("told to nobody".getBytes(StandardCharsets.UTF_8));
    }
}
