package dev.jackplug.tck.conformance;

/**
 * One thing that a plugin or a host is judged by.
 *
 * @param id a short name that stays, such as {@code volume-get-echoes-name}: what {@code --skip} and a baseline go by
 * @param title what is right, one sentence
 * @param reference where the protocol says so, such as {@code §8 #122, §4.1}
 */
public record Check(String id, String title, String reference) {}
