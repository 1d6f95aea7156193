/** A volume plugin: directories, with labels and limits of size. */
@NullMarked
package example.volume;

import org.jspecify.annotations.NullMarked;
