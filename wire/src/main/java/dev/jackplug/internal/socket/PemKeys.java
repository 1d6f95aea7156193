package dev.jackplug.internal.socket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Private keys in PEM. Go takes PKCS#8, PKCS#1 (RSA) and SEC1 (EC); the JDK takes PKCS#8 alone, so the other two are
 * wrapped into it.
 */
final class PemKeys {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    /** {@code SEQUENCE { OID rsaEncryption, NULL }}. */
    private static final byte[] RSA = bytes(0x30, 0x0D, 6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 1, 5, 0);

    /** {@code OID ecPublicKey}. */
    private static final byte[] EC = bytes(6, 7, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 2, 1);

    private PemKeys() {}

    /**
     * Reads the first private key of a file.
     *
     * @throws IOException if the file cannot be read
     * @throws GeneralSecurityException if it holds no key that can be used; the message says why
     */
    static PrivateKey read(Path file) throws IOException, GeneralSecurityException {
        Matcher block = BLOCK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        if (!block.find()) {
            throw new GeneralSecurityException("holds no private key in PEM");
        }
        String kind = block.group(1);
        if (kind.startsWith("ENCRYPTED") || block.group(2).contains("ENCRYPTED")) {
            throw new GeneralSecurityException("holds an encrypted key, which needs a passphrase that cannot be given; "
                    + "decrypt it with: openssl pkey -in KEY -out PLAIN");
        }
        byte[] der = decoded(block.group(2));
        return switch (kind) {
            case "PRIVATE KEY" -> pkcs8(der, "RSA", "EC", "Ed25519", "Ed448", "RSASSA-PSS");
            case "RSA PRIVATE KEY" -> pkcs8(wrap(RSA, der), "RSA");
            case "EC PRIVATE KEY" -> pkcs8(wrap(sequence(concat(EC, curve(der))), der), "EC");
            default -> throw new GeneralSecurityException("holds a " + kind + ", which is not supported");
        };
    }

    private static byte[] decoded(String base64) throws GeneralSecurityException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("holds a damaged key", e);
        }
    }

    private static PrivateKey pkcs8(byte[] der, String... algorithms) throws GeneralSecurityException {
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(der);
        for (String algorithm : algorithms) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (GeneralSecurityException e) {
                // Not of this kind; the next one may fit.
            }
        }
        throw new GeneralSecurityException("holds a key that is damaged, or none of " + List.of(algorithms));
    }

    /** {@code PrivateKeyInfo ::= SEQUENCE { INTEGER 0, algorithm, OCTET STRING key }}. */
    private static byte[] wrap(byte[] algorithm, byte[] key) {
        return sequence(concat(bytes(2, 1, 0), algorithm, element(4, key)));
    }

    /** The curve of a SEC1 key: the content of its element {@code [0]}. */
    private static byte[] curve(byte[] sec1) throws GeneralSecurityException {
        try {
            ByteBuffer elements = nextContent(ByteBuffer.wrap(sec1));
            while (elements.hasRemaining()) {
                boolean isCurve = elements.get(elements.position()) == (byte) 0xA0;
                ByteBuffer content = nextContent(elements);
                if (isCurve) {
                    byte[] curve = new byte[content.remaining()];
                    content.get(curve);
                    return curve;
                }
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new GeneralSecurityException("holds a damaged key", e);
        }
        throw new GeneralSecurityException("holds an EC key that does not name its curve");
    }

    /** Moves past one element and returns its content. */
    private static ByteBuffer nextContent(ByteBuffer der) {
        der.get();
        int length = der.get() & 0xFF;
        if (length >= 0x80) {
            int octets = length & 0x7F;
            length = 0;
            for (int i = 0; i < octets; i++) {
                length = (length << 8) | (der.get() & 0xFF);
            }
        }
        ByteBuffer content = der.slice(der.position(), length);
        der.position(der.position() + length);
        return content;
    }

    private static byte[] sequence(byte[] content) {
        return element(0x30, content);
    }

    private static byte[] element(int tag, byte[] content) {
        int length = content.length;
        byte[] head = length < 0x80
                ? bytes(tag, length)
                : length < 0x100 ? bytes(tag, 0x81, length) : bytes(tag, 0x82, length >> 8, length & 0xFF);
        return concat(head, content);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
