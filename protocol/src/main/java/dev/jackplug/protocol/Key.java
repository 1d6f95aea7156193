package dev.jackplug.protocol;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The JSON key of a record component, where it is not the component's name with a capital first letter.
 *
 * <p>A component whose key is absent holds Go's zero value: {@code ""}, {@code 0}, {@code false}, an empty list or map, a
 * record of zero values. {@code nullable} marks what is a pointer in Go and therefore null when absent; times are always
 * so.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Key {

    /** The key; empty means the component's name with a capital first letter. */
    String value() default "";

    /** Whether the key is left out when the component holds its zero value, or null if it is nullable: {@code omitempty} in Go. */
    boolean omitEmpty() default false;

    /** Whether a nested record is null, not a record of zero values, when its key is absent or null. */
    boolean nullable() default false;
}
