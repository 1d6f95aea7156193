/**
 * The checks of plugins: {@code PluginKit} runs them, the {@code ...Rules} are their tables, {@code Own...} what they make and take
 * away again, and {@code Subject} is the plugin as they talk to it.
 */
@NullMarked
package dev.jackplug.tck.conformance.plugin;

import org.jspecify.annotations.NullMarked;
