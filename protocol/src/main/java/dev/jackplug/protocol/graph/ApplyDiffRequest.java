package dev.jackplug.protocol.graph;

/**
 * Where an archive goes. It travels in the query of the URL.
 *
 * @param id the layer
 * @param parent the layer below; empty for none
 */
public record ApplyDiffRequest(String id, String parent) {}
