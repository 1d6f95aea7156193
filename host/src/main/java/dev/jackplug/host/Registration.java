package dev.jackplug.host;

/** A registered {@link PluginHandler}. Closing it ends the calls; one under way may still finish. */
public interface Registration extends AutoCloseable {

    @Override
    void close();
}
