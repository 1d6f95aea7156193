package dev.jackplug.protocol;

import java.io.InputStream;
import java.util.Map;

/** The far end of a driver, at which every call ends in one failure. */
public record FailingCaller(PluginException end) implements Caller {

    @Override
    public <Q, R> R call(Unary<?, Q, R> method, Q request) {
        throw end;
    }

    @Override
    public <Q> InputStream download(Download<?, Q> method, Q request) {
        throw end;
    }

    @Override
    public <R> R upload(Upload<?, R> method, Map<String, String> query, InputStream body) {
        throw end;
    }
}
