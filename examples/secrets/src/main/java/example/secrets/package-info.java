/** Secrets for the services of a swarm, from a folder of files. */
@NullMarked
package example.secrets;

import org.jspecify.annotations.NullMarked;
