/** The managed plugins of a Docker Engine, as its API tells of them; nothing is changed. */
@NullMarked
package dev.jackplug.cli.managed;

import org.jspecify.annotations.NullMarked;
