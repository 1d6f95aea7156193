/**
 * What an engine does with authorization plugins: {@link dev.jackplug.host.authz.AuthzChain} asks them in order about each
 * request to its API, and about each response (protocol §4.4).
 */
@NullMarked
package dev.jackplug.host.authz;

import org.jspecify.annotations.NullMarked;
