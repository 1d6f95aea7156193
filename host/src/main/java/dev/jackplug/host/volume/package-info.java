/** What a host does around the calls for volumes. */
@NullMarked
package dev.jackplug.host.volume;

import org.jspecify.annotations.NullMarked;
