/** HTTP/1.1 over those sockets, by Apache HttpCore. Not API: for the other rooms of jackplug only. */
@NullMarked
package dev.jackplug.internal.http;

import org.jspecify.annotations.NullMarked;
