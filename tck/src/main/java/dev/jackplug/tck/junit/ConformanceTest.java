package dev.jackplug.tck.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Judges a plugin by every check of the conformance kit, each a test of its own. The method says which plugin, by its one
 * parameter, and is called once:
 *
 * <pre>{@code
 * @ConformanceTest(full = true)
 * void myVolumes(PluginUnderTest plugin) {
 *     plugin.servedBy(socket -> PluginServer.named("mine")
 *             .serving(VolumeDriver.SUBSYSTEM, new MyVolumes())
 *             .socket(socket)
 *             .start());
 * }
 * }</pre>
 *
 * <p>A check that cannot be judged is an aborted test, which says why.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(ConformanceExtension.class)
public @interface ConformanceTest {

    /** Whether to make volumes, networks and what else the plugin serves, all of which are removed again. */
    boolean full() default false;

    /** Options of what is made, such as {@code size=10m}, for drivers that demand one. */
    String[] options() default {};

    /** Ids of checks that are not to be made. */
    String[] skip() default {};

    /** How long each exchange with the plugin may take, in seconds. */
    int timeout() default 10;
}
