/** An authorization plugin: a file says what containers may have of the machine. */
@NullMarked
package example.authz;

import org.jspecify.annotations.NullMarked;
