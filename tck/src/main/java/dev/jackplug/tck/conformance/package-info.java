/** What the conformance kit says of a plugin or a host, in whatever language it is written, by the checklist of protocol §8. */
@NullMarked
package dev.jackplug.tck.conformance;

import org.jspecify.annotations.NullMarked;
