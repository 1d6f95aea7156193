/** How checks end that do not pass. */
@NullMarked
package dev.jackplug.tck.internal;

import org.jspecify.annotations.NullMarked;
