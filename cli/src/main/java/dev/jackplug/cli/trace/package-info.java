/** What a host and a plugin say to each other: recorded on the way, drawn, and played again. */
@NullMarked
package dev.jackplug.cli.trace;

import org.jspecify.annotations.NullMarked;
