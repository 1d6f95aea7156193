/** The {@code IpamDriver} subsystem: pools of addresses for networks (protocol §4.3). */
@NullMarked
package dev.jackplug.protocol.ipam;

import org.jspecify.annotations.NullMarked;
