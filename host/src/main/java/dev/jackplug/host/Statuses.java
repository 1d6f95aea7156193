package dev.jackplug.host;

import dev.jackplug.host.Activation.Live;
import dev.jackplug.host.Activation.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts together what the registry sees and what activation knows. */
final class Statuses {

    private Statuses() {}

    static PluginStatus of(Entry entry, @Nullable Snapshot known) {
        if (entry instanceof Entry.Shadowed shadowed) {
            return row(entry, State.SHADOWED, shadowed.winner() + " precedes this file", "");
        }
        if (entry instanceof Entry.Malformed malformed) {
            return row(entry, State.FAILED, malformed.problem().happened(), "");
        }
        Entry.Located located = (Entry.Located) entry;
        if (known == null) {
            return new PluginStatus(
                    located.name(),
                    State.DISCOVERED,
                    "",
                    located.address().toString(),
                    located.file(),
                    List.of(),
                    located.warnings(),
                    Instant.EPOCH);
        }
        return new PluginStatus(
                located.name(),
                known.state(),
                known.reason(),
                located.address().toString(),
                located.file(),
                subsystems(known.live()),
                located.warnings(),
                known.since());
    }

    private static List<String> subsystems(@Nullable Live live) {
        return live == null ? List.of() : live.manifest().implemented();
    }

    private static PluginStatus row(Entry entry, State state, String reason, String address) {
        return new PluginStatus(
                entry.name(), state, reason, address, entry.file(), List.of(), List.of(), Instant.EPOCH);
    }

    /** A plugin that was active, and that no file announces any more. */
    static PluginStatus gone(Live live, Snapshot known) {
        return new PluginStatus(
                live.entry().name(),
                State.GONE,
                "no file announces it any more",
                live.entry().address().toString(),
                live.entry().file(),
                live.manifest().implemented(),
                live.entry().warnings(),
                known.since());
    }

    /** A plugin that had not answered when the budget of a probe was spent. */
    static PluginStatus late(PluginStatus row, Duration budget) {
        return row.state() != State.ACTIVATING && row.state() != State.DISCOVERED
                ? row
                : new PluginStatus(
                        row.name(),
                        State.ACTIVATING,
                        "no answer within " + Failures.words(budget),
                        row.address(),
                        row.file(),
                        row.subsystems(),
                        row.warnings(),
                        row.since());
    }
}
