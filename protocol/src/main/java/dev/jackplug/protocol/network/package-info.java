/** The {@code NetworkDriver} subsystem: networks that containers are attached to (protocol §4.2). */
@NullMarked
package dev.jackplug.protocol.network;

import org.jspecify.annotations.NullMarked;
