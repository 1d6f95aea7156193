/** The checks of hosts: {@code HostKit} runs them, the {@code ...Rules} are their tables. */
@NullMarked
package dev.jackplug.tck.conformance.host;

import org.jspecify.annotations.NullMarked;
