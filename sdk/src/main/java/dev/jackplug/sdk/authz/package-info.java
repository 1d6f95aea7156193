/**
 * Authorization plugins that do not fail open: {@link dev.jackplug.sdk.authz.PolicyDriver} reads, checks, answers and logs,
 * the author writes an {@link dev.jackplug.sdk.authz.AuthzPolicy} (protocol §4.4).
 */
@NullMarked
package dev.jackplug.sdk.authz;

import org.jspecify.annotations.NullMarked;
