package dev.jackplug.cli;

import dev.jackplug.host.PluginStatus;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A plugin's status, as a row of a table and as JSON. */
final class Rows {

    static final List<String> HEADING = List.of("NAME", "STATE", "SUBSYSTEMS", "ADDRESS", "REASON");

    /** What needs somebody first. */
    static final Comparator<PluginStatus> WORST_FIRST = Rows::compare;

    private Rows() {}

    /** By hand: what {@link Comparator} makes of lambdas is in no archive of classes, and every start would make it anew. */
    private static int compare(PluginStatus one, PluginStatus other) {
        int difference = Integer.compare(urgency(one), urgency(other));
        return difference != 0 ? difference : one.name().compareTo(other.name());
    }

    private static int urgency(PluginStatus status) {
        return switch (status.state()) {
            case FAILED -> 0;
            case STALE -> 1;
            case GONE -> 2;
            case ACTIVATING -> 3;
            case SHADOWED -> 4;
            case DISCOVERED -> 5;
            case ACTIVE -> 6;
        };
    }

    /** A status under the name that people know. */
    static PluginStatus renamed(PluginStatus status, UnaryOperator<String> shown) {
        return new PluginStatus(
                shown.apply(status.name()),
                status.state(),
                status.reason(),
                status.address(),
                status.file(),
                status.subsystems(),
                status.warnings(),
                status.since());
    }

    static List<String> cells(PluginStatus status) {
        return List.of(
                status.name(),
                status.state().name(),
                status.subsystems().isEmpty() ? "-" : String.join(",", status.subsystems()),
                status.address().isEmpty() ? status.file().toString() : status.address(),
                remarks(status));
    }

    /** The reason, and what is odd about the plugin besides. */
    static String remarks(PluginStatus status) {
        return String.join(
                "; ",
                Stream.concat(
                                Stream.of(status.reason()),
                                status.warnings().stream().map(warning -> "warning: " + warning))
                        .filter(remark -> !remark.isEmpty())
                        .toList());
    }

    static Map<String, Object> json(PluginStatus status) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", status.name());
        row.put("state", status.state().name());
        row.put("reason", status.reason());
        row.put("address", status.address());
        row.put("file", status.file().toString());
        row.put("subsystems", status.subsystems());
        row.put("warnings", status.warnings());
        return row;
    }
}
