/** An application's own subsystem: texts are scored by plugins that run in processes of their own. */
@NullMarked
package example.score;

import org.jspecify.annotations.NullMarked;
