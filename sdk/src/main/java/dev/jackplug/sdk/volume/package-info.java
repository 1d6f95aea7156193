/**
 * Volume plugins that survive a crash: {@link dev.jackplug.sdk.volume.VolumeLedger} keeps the books, the author writes a
 * {@link dev.jackplug.sdk.volume.VolumeBackend} (protocol §4.1).
 */
@NullMarked
package dev.jackplug.sdk.volume;

import org.jspecify.annotations.NullMarked;
