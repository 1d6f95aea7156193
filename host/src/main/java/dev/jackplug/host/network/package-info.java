/**
 * Networks of plugins for hosts that are not Docker: {@link dev.jackplug.host.network.NetworkHost} makes the calls in the right
 * order, checks the answers, and takes back what a failure left half done (protocol §4.2, §4.3).
 */
@NullMarked
package dev.jackplug.host.network;

import org.jspecify.annotations.NullMarked;
