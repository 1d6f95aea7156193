/** What the helpers of several subsystems have in common: files that survive a crash, turns, names. */
@NullMarked
package dev.jackplug.sdk.internal;

import org.jspecify.annotations.NullMarked;
