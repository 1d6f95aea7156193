package dev.jackplug.protocol;

import java.io.InputStream;
import java.util.Map;

/** Carries one request of a typed driver to whoever answers it. Blocking; safe for use by many threads. */
public interface Caller {

    /**
     * Sends a request and waits for the reply.
     *
     * @throws PluginException if there is no reply, or it is a failure
     */
    <Q, R> R call(Unary<?, Q, R> method, Q request);

    /** Who would be called, for the messages of errors that are found in a reply. */
    default Target target(ServiceMethod<?> method) {
        return Target.NONE.at(method.name());
    }

    /**
     * Sends a request and waits for the beginning of the answer.
     *
     * @return the bytes as they come, which the caller closes; reading fails with a {@link PluginException}
     * @throws PluginException if there is no answer, or it is a failure
     */
    <Q> InputStream download(Download<?, Q> method, Q request);

    /**
     * Sends bytes as they come and waits for the reply. Never sent twice.
     *
     * @param query the parameters of the query, of any characters
     * @param body read to its end, not closed
     * @throws PluginException if there is no reply, or it is a failure
     */
    <R> R upload(Upload<?, R> method, Map<String, String> query, InputStream body);
}
