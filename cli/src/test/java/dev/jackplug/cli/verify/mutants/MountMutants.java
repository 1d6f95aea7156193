package dev.jackplug.cli.verify.mutants;

import static dev.jackplug.cli.verify.mutants.VolumeMutants.MOUNT;
import static dev.jackplug.cli.verify.mutants.VolumeMutants.REMOVE;
import static dev.jackplug.cli.verify.mutants.VolumeMutants.UNMOUNT;

import dev.jackplug.cli.verify.mutants.Uses.Step;
import java.io.IOException;
import java.util.List;

/** Mistakes with the uses of volumes: how they are counted, and what ends them (items 125 to 128, 133). */
final class MountMutants {

    private static final Answer REFUSED = Answer.error(500, "not with this ID");

    private MountMutants() {}

    static List<Mistake> all() {
        return List.of(
                counting("mounts-in-a-set", MOUNT, (u, r, p) -> u.has(r) ? uncounted(r, p) : p.ask(r)),
                counting("mounts-uncounted", MOUNT, (u, r, p) -> uncounted(r, p)),
                counting("mount-again-500", MOUNT, (u, r, p) -> u.has(r) ? REFUSED : p.ask(r)),
                counting("unmount-ends-all", UNMOUNT, (u, r, p) -> u.endAll(r, p)),
                counting("unmount-counts-twice", UNMOUNT, (u, r, p) -> twice(r, p)),
                counting("mount-again-elsewhere", MOUNT, (u, r, p) -> u.has(r) ? elsewhere(p.ask(r)) : p.ask(r)),
                counting("id-of-one-volume", MOUNT, (u, r, p) -> u.elsewhere(r) ? REFUSED : p.ask(r)),
                counting("unmount-by-id", UNMOUNT, (u, r, p) -> u.endId(r, p)),
                counting("place-by-id", MOUNT, (u, r, p) -> u.firstPlace(r, p)),
                counting("id-spent", MOUNT, (u, r, p) -> u.spent(r) ? REFUSED : p.ask(r)),
                counting("unmount-unknown-500", UNMOUNT, (u, r, p) -> u.has(r) ? p.ask(r) : REFUSED),
                counting("unmount-unknown-404", UNMOUNT, (u, r, p) -> u.has(r) ? p.ask(r) : REFUSED.status(404)),
                counting("unmount-unknown-silence", UNMOUNT, (u, r, p) -> u.has(r) ? p.ask(r) : null),
                counting("unmount-unknown-ends-another", UNMOUNT, (u, r, p) -> u.has(r) ? p.ask(r) : u.endOne(r, p)),
                counting("remove-mounted", REMOVE, (u, r, p) -> p.ask(u.ended(r, p))),
                counting(
                        "remove-then-refuse",
                        REMOVE,
                        (u, r, p) -> u.used(r) ? refusedAfter(p.ask(u.ended(r, p))) : p.ask(r)),
                counting("remove-nothing", REMOVE, (u, r, p) -> u.used(r) ? p.ask(r) : Answer.nothing()),
                counting(
                        "remove-missing-404",
                        REMOVE,
                        (u, r, p) -> exists(r, p) ? p.ask(r) : Answer.error(404, "no such volume")),
                counting("remove-missing-no-err", REMOVE, (u, r, p) -> exists(r, p) ? p.ask(r) : Answer.of(500, "{}")),
                counting("remove-missing-silence", REMOVE, (u, r, p) -> exists(r, p) ? p.ask(r) : null),
                new Mistake("restart-forgets-volumes", s -> s.beforeStart = FolderVolumes.deletion(s.state)),
                new Mistake("restart-forgets-mounts", s -> new UseFile(s.state).forgetting(s, 0)),
                new Mistake("restart-counts-one", s -> new UseFile(s.state).forgetting(s, 1)),
                new Mistake("restart-ends-one", s -> new UseFile(s.state).forgettingTheLast(s)));
    }

    private static Mistake counting(String name, String method, Step step) {
        return new Mistake(name, setup -> setup.rule = new Uses(method, step));
    }

    private static boolean exists(Request request, Rule.Plugin plugin) throws IOException {
        return plugin.ask(request.to("VolumeDriver.Get")).ok();
    }

    /** A Mount that leaves no trace. */
    private static Answer uncounted(Request request, Rule.Plugin plugin) throws IOException {
        Answer answer = plugin.ask(request);
        if (answer.ok()) {
            plugin.ask(request.to(UNMOUNT));
        }
        return answer;
    }

    private static Answer elsewhere(Answer answer) {
        return answer.edited(t -> t.put("Mountpoint", t.path("Mountpoint").asString("") + "-again"));
    }

    private static Answer twice(Request request, Rule.Plugin plugin) throws IOException {
        plugin.ask(request);
        return plugin.ask(request);
    }

    private static Answer refusedAfter(Answer done) {
        return Answer.error(500, "it is mounted");
    }
}
