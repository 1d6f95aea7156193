package dev.jackplug.internal.http;

import dev.jackplug.internal.socket.BlockInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;

/** The body of a message: remembers whether its end was reached, and names broken chunks for what they are. */
public final class BodyStream extends BlockInput {

    private final InputStream body;
    private boolean ended;

    BodyStream(InputStream body) {
        this.body = body;
    }

    /** Whether it was read to its end. */
    public boolean ended() {
        return ended;
    }

    /**
     * Reads the rest.
     *
     * @param cap how many bytes it may have
     * @param tooLarge what is thrown when it has more
     */
    byte[] read(long cap, Supplier<BadHttpException> tooLarge) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8 * 1024];
        for (int n = read(buffer); n >= 0; n = read(buffer)) {
            all.write(buffer, 0, n);
            if (all.size() > cap) {
                throw tooLarge.get();
            }
        }
        return all.toByteArray();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            int count = body.read(bytes, offset, length);
            ended |= count < 0;
            return count;
        } catch (TruncatedChunkException e) {
            throw new IOException("the connection was closed inside the body", e);
        } catch (MalformedChunkCodingException e) {
            throw new BadHttpException("the chunks of the body are broken: " + e.getMessage(), e);
        } catch (MessageConstraintException e) {
            throw new BadHttpException("the chunks of the body are too lavish: " + e.getMessage(), e);
        }
    }
}
