package dev.jackplug.internal.http;

import dev.jackplug.internal.socket.BlockInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;

/** The body of a message: remembers whether its end was reached, and names broken chunks for what they are. */
public final class BodyStream extends BlockInput {

    private final InputStream body;
    private final long length;
    private long taken;
    private boolean ended;

    /** The length is negative when only the end tells it. */
    BodyStream(InputStream body, long length) {
        this.body = body;
        this.length = length;
    }

    /** Of a message that has none. */
    static BodyStream none() {
        return new BodyStream(InputStream.nullInputStream(), 0);
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
        if (length > cap) {
            throw tooLarge.get();
        }
        long most = length < 0 ? Math.min(cap, Integer.MAX_VALUE - 1) + 1 : length;
        byte[] all = readNBytes((int) most);
        if (all.length > cap) {
            throw tooLarge.get();
        }
        if (!ended) {
            read(); // finds the end, which stands behind the last byte
        }
        return all;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            int count = body.read(bytes, offset, length);
            ended |= count < 0;
            taken += Math.max(count, 0);
            return count;
        } catch (TruncatedChunkException e) {
            throw new IOException("the connection was closed inside the body", e);
        } catch (MalformedChunkCodingException e) {
            // HttpCore's own words hold what stands there, which can be the whole body.
            throw new BadHttpException("the chunks of the body are broken: behind its first " + taken
                    + " bytes is neither the size of a chunk nor a proper end");
        } catch (MessageConstraintException e) {
            throw new BadHttpException("the chunks of the body are too lavish: " + e.getMessage());
        }
    }
}
