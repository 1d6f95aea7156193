/** Unix and TCP sockets, TLS and deadlines. Not API: for the other rooms of jackplug only. */
@NullMarked
package dev.jackplug.internal.socket;

import org.jspecify.annotations.NullMarked;
