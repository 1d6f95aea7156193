/** A log plugin: JSON lines, rotated and compressed. */
@NullMarked
package example.log;

import org.jspecify.annotations.NullMarked;
