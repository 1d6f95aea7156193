/** The {@code secretprovider} subsystem: secrets for the services of a swarm (protocol §4.8). */
@NullMarked
package dev.jackplug.protocol.secret;

import org.jspecify.annotations.NullMarked;
