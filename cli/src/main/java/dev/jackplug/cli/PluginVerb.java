package dev.jackplug.cli;

import java.util.concurrent.Callable;

/** A verb about plugins, and the options that all such verbs take. */
abstract class PluginVerb implements Callable<Integer> {

    final HostOptions options = new HostOptions();
}
