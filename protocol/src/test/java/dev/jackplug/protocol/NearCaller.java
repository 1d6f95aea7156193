package dev.jackplug.protocol;

import java.io.InputStream;
import java.util.Map;

/** The far end of a driver brought near: the row is served by a driver in the same process. */
record NearCaller<D>(D driver) implements Caller {

    @Override
    @SuppressWarnings("unchecked")
    public <Q, R> R call(Unary<?, Q, R> method, Q request) {
        return ((Unary<D, Q, R>) method).action().apply(driver, request);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <Q> InputStream download(Download<?, Q> method, Q request) {
        return ((Download<D, Q>) method).action().apply(driver, request);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R> R upload(Upload<?, R> method, Map<String, String> query, InputStream body) {
        return ((Upload<D, R>) method).action().take(driver, query, body);
    }
}
