package dev.jackplug.cli;

import java.util.concurrent.Callable;

/** A verb about plugins. */
abstract class PluginVerb implements Callable<Integer> {

    final HostOptions options;

    PluginVerb(HostOptions options) {
        this.options = options;
    }
}
