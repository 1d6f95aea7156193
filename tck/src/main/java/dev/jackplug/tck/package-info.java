/**
 * Conformance: a scripted plugin for trying hosts. It speaks raw bytes with nothing but the JDK, so that a fault in our own
 * HTTP or JSON cannot hide behind itself.
 */
@NullMarked
package dev.jackplug.tck;

import org.jspecify.annotations.NullMarked;
