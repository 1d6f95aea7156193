package dev.jackplug.protocol;

/** Carries one request of a typed driver to whoever answers it. Blocking; safe for use by many threads. */
public interface Caller {

    /**
     * Sends a request and waits for the reply.
     *
     * @throws PluginException if there is no reply, or it is a failure
     */
    <Q, R> R call(Unary<?, Q, R> method, Q request);
}
