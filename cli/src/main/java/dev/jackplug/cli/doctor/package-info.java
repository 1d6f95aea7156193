/** Why a plugin is not usable: what is looked at, what was seen, and what mends it. */
@NullMarked
package dev.jackplug.cli.doctor;

import org.jspecify.annotations.NullMarked;
