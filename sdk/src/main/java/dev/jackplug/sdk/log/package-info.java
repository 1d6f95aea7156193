/**
 * Log plugins that never stop a container: {@link dev.jackplug.sdk.log.LogCollector} reads what the hosts write, the author
 * writes a {@link dev.jackplug.sdk.log.LogBackend} (protocol §4.5).
 */
@NullMarked
package dev.jackplug.sdk.log;

import org.jspecify.annotations.NullMarked;
