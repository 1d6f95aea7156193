/** The plugin side: serve drivers to a host. {@link dev.jackplug.sdk.PluginServer} is where to start. */
@NullMarked
package dev.jackplug.sdk;

import org.jspecify.annotations.NullMarked;
