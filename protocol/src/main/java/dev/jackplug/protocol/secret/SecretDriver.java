package dev.jackplug.protocol.secret;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.Subsystem;

/**
 * A source of secrets for the services of a swarm (protocol §4.8). Authors implement it; hosts receive one that answers from
 * the other end of a socket. Hosts call from many threads at once.
 */
public interface SecretDriver {

    /** The subsystem and its contract. */
    Subsystem<SecretDriver> SUBSYSTEM = SecretContract.SUBSYSTEM;

    /** How many bytes a secret may have at most. */
    int MOST_BYTES = 500 * 1024 - 1;

    /**
     * Gives the value of a secret to one task of a service. The swarm's manager asks when it assigns the task; a task
     * whose secret cannot be had does not start. Hosts wait a minute.
     *
     * @throws DriverException if there is no such secret, or its value is empty or has more than {@link #MOST_BYTES} bytes;
     *     on the host side any {@link PluginException} can be thrown
     */
    GetSecretReply getSecret(GetSecretRequest request);
}
