/** The {@code GraphDriver} subsystem: the layers of images and containers (protocol §4.6). */
@NullMarked
package dev.jackplug.protocol.graph;

import org.jspecify.annotations.NullMarked;
