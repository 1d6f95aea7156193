/** The host's end of logging: what a container writes, on its way to a log plugin (protocol §4.5). */
@NullMarked
package dev.jackplug.host.log;

import org.jspecify.annotations.NullMarked;
