/**
 * What is said between a host and a plugin: messages, driver interfaces, contracts, names, addresses and errors. Nothing
 * here does I/O.
 */
@NullMarked
package dev.jackplug.protocol;

import org.jspecify.annotations.NullMarked;
