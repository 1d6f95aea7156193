/** The host side: discover, activate, call. {@link dev.jackplug.host.Plugins} is where to start. */
@NullMarked
package dev.jackplug.host;

import org.jspecify.annotations.NullMarked;
