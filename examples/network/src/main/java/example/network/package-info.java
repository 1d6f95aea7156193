/** A network plugin: bridges and veth pairs, with addresses from pools. */
@NullMarked
package example.network;

import org.jspecify.annotations.NullMarked;
