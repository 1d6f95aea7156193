package dev.jackplug.tck.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Of a parameter of a test, or of a method that runs before or after each test: what the test needs, all in one folder that it
 * has for itself and that is gone after it. By its type:
 *
 * <ul>
 *   <li>{@code @Fixture("sshfs") ScriptedPlugin plugin}: a fake plugin, which listens under that name;
 *   <li>{@code @Fixture FakeHost host}: a fake host, which looks for sockets in the folder;
 *   <li>{@code @Fixture Path sockets}: the folder itself, for the host or the plugin that is tested.
 * </ul>
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(FixtureExtension.class)
public @interface Fixture {

    /** Name of a fake plugin. */
    String value() default "plugin";
}
