/** A small host of volumes. */
@NullMarked
package example.host;

import org.jspecify.annotations.NullMarked;
