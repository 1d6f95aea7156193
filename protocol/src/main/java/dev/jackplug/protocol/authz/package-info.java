/** The {@code authz} subsystem: who may do what with the engine's API (protocol §4.4). */
@NullMarked
package dev.jackplug.protocol.authz;

import org.jspecify.annotations.NullMarked;
