/**
 * Address plugins that survive a crash: {@link dev.jackplug.sdk.ipam.AddressPools} is a whole driver (protocol §4.3).
 */
@NullMarked
package dev.jackplug.sdk.ipam;

import org.jspecify.annotations.NullMarked;
