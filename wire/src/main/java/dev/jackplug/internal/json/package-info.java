/** JSON text to records and back, by Go's rules (protocol §3.6). Not API: for the other rooms of jackplug only. */
@NullMarked
package dev.jackplug.internal.json;

import org.jspecify.annotations.NullMarked;
