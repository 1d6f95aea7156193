/** Layers of images and containers as plain folders. */
@NullMarked
package example.graph;

import org.jspecify.annotations.NullMarked;
