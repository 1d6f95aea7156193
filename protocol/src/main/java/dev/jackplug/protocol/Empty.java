package dev.jackplug.protocol;

/** A message that says nothing: {@code {}} on the wire. */
public record Empty() {

    /** The one value. */
    public static final Empty EMPTY = new Empty();
}
