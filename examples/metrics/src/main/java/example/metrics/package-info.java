/** The engine's metrics in a file, for whoever collects metrics from files. */
@NullMarked
package example.metrics;

import org.jspecify.annotations.NullMarked;
