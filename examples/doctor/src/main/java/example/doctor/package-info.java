/** A folder full of broken plugins, to try {@code jackplug doctor} on. */
@NullMarked
package example.doctor;

import org.jspecify.annotations.NullMarked;
