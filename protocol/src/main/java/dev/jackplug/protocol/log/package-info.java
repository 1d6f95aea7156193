/** The {@code LogDriver} subsystem: where the output of containers goes (protocol §4.5). */
@NullMarked
package dev.jackplug.protocol.log;

import org.jspecify.annotations.NullMarked;
