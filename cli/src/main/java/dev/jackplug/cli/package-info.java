/** The {@code jackplug} command: one small class for each verb, which parses, calls the host and prints. */
@NullMarked
package dev.jackplug.cli;

import org.jspecify.annotations.NullMarked;
