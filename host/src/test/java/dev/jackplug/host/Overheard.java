package dev.jackplug.host;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Whatever is logged at any level, thrown (with all causes), told to a listener or shown, while this is open. */
final class Overheard extends Handler {

    private static final Logger ROOT = Logger.getLogger("");

    private final List<String> all = new CopyOnWriteArrayList<>();
    private final Level before = ROOT.getLevel();

    Overheard() {
        setFormatter(new SimpleFormatter());
        setLevel(Level.ALL);
        ROOT.setLevel(Level.ALL);
        ROOT.addHandler(this);
    }

    /** Everything so far. */
    List<String> all() {
        return all;
    }

    /** A listener that hears all. */
    PluginListener listener() {
        return (PluginListener) Proxy.newProxyInstance(
                PluginListener.class.getClassLoader(),
                new Class<?>[] {PluginListener.class},
                (proxy, method, values) -> {
                    all.add(method.getName() + Arrays.toString(values));
                    Arrays.stream(values)
                            .filter(Throwable.class::isInstance)
                            .forEach(value -> all.add(trace((Throwable) value)));
                    return null;
                });
    }

    void show(Object value) {
        all.add(String.valueOf(value));
    }

    /** Does something, and shows what it throws; tells whether it threw. */
    boolean fails(ThrowingCallable work) {
        try {
            work.call();
            return false;
        } catch (Throwable e) {
            all.add(trace(e));
            return true;
        }
    }

    private static String trace(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    @Override
    public void publish(LogRecord record) {
        all.add(getFormatter().format(record));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        ROOT.removeHandler(this);
        ROOT.setLevel(before);
    }
}
