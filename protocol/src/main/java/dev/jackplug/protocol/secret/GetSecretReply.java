package dev.jackplug.protocol.secret;

import dev.jackplug.protocol.Key;

/**
 * The value of a secret.
 *
 * @param value the secret, 1 to {@link SecretDriver#MOST_BYTES} bytes; the array is not copied
 * @param doNotReuse whether the value is for this task alone, so that the next task asks again
 */
public record GetSecretReply(
        @Key(omitEmpty = true) byte[] value,
        @Key(omitEmpty = true) boolean doNotReuse) {

    /** A value that every task of the service may have. */
    public GetSecretReply(byte[] value) {
        this(value, false);
    }

    /** Says nothing of the value. */
    @Override
    public String toString() {
        return "GetSecretReply[value=" + value.length + " bytes, doNotReuse=" + doNotReuse + "]";
    }
}
