/** Help for authors of volume plugins: {@link dev.jackplug.sdk.volume.LedgeredVolumes} keeps the books. */
@NullMarked
package dev.jackplug.sdk.volume;

import org.jspecify.annotations.NullMarked;
