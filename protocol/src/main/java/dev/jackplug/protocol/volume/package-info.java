/** The {@code VolumeDriver} subsystem: storage that containers mount (protocol §4.1). */
@NullMarked
package dev.jackplug.protocol.volume;

import org.jspecify.annotations.NullMarked;
