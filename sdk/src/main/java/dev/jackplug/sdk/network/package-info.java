/**
 * Network plugins that survive a crash: {@link dev.jackplug.sdk.network.NetworkLedger} keeps the books, the author writes a
 * {@link dev.jackplug.sdk.network.NetworkBackend} (protocol §4.2).
 */
@NullMarked
package dev.jackplug.sdk.network;

import org.jspecify.annotations.NullMarked;
