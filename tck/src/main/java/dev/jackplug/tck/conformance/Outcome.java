package dev.jackplug.tck.conformance;

/**
 * What a check came to.
 *
 * @param evidence what was seen, such as {@code POST /VolumeDriver.Get {"Name":"x"} -> 200 {}}; for a check that was skipped, why
 */
public record Outcome(Check check, Verdict verdict, String evidence) {}
