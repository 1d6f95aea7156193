package dev.jackplug.cli.verify.mutants;

import static dev.jackplug.cli.verify.mutants.Mutant.Operator.DROP;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.RETYPE;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.WRONG_ORDER;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.WRONG_STATUS;
import static dev.jackplug.cli.verify.mutants.VolumeMutants.MOUNT;
import static dev.jackplug.cli.verify.mutants.VolumeMutants.REMOVE;
import static dev.jackplug.cli.verify.mutants.VolumeMutants.UNMOUNT;

import dev.jackplug.cli.verify.mutants.Mutant.Operator;
import dev.jackplug.cli.verify.mutants.Uses.Step;
import java.util.List;

/** Mistakes with the uses of volumes: how they are counted, and what ends them (items 125 to 128, 133). */
final class MountMutants {

    private static final Answer REFUSED = Answer.error(500, "not with this ID");

    private MountMutants() {}

    static List<Mutant> all() {
        return List.of(
                counting(
                        125,
                        DROP,
                        "mounts-in-a-set",
                        "a second Mount with the same ID is not counted",
                        MOUNT,
                        (u, r, p) -> u.has(r) ? uncounted(r, p) : p.ask(r)),
                counting(125, DROP, "mounts-uncounted", "no Mount is counted", MOUNT, (u, r, p) -> uncounted(r, p)),
                counting(
                        125,
                        WRONG_STATUS,
                        "mount-again-500",
                        "a second Mount with the same ID fails",
                        MOUNT,
                        (u, r, p) -> u.has(r) ? REFUSED : p.ask(r)),
                counting(
                        125,
                        WRONG_ORDER,
                        "unmount-ends-all",
                        "an Unmount ends every use of the volume",
                        UNMOUNT,
                        (u, r, p) -> u.endAll(r, p)),
                counting(
                        125,
                        WRONG_ORDER,
                        "unmount-counts-twice",
                        "an Unmount ends two uses",
                        UNMOUNT,
                        (u, r, p) -> twice(r, p)),
                counting(
                        125,
                        RETYPE,
                        "mount-again-elsewhere",
                        "a second Mount with the same ID answers another place",
                        MOUNT,
                        (u, r, p) -> u.has(r) ? elsewhere(p.ask(r)) : p.ask(r)),
                counting(
                        126,
                        WRONG_STATUS,
                        "id-of-one-volume",
                        "an ID that one volume is mounted with is refused for others",
                        MOUNT,
                        (u, r, p) -> u.elsewhere(r) ? REFUSED : p.ask(r)),
                counting(
                        126,
                        WRONG_ORDER,
                        "unmount-by-id",
                        "an Unmount ends the uses of its ID in every volume",
                        UNMOUNT,
                        (u, r, p) -> u.endId(r, p)),
                counting(
                        126,
                        RETYPE,
                        "place-by-id",
                        "a Mount answers the place of the volume that was first mounted with its ID",
                        MOUNT,
                        (u, r, p) -> u.firstPlace(r, p)),
                counting(
                        126,
                        DROP,
                        "id-spent",
                        "an ID is of no use any more after an Unmount",
                        MOUNT,
                        (u, r, p) -> u.spent(r) ? REFUSED : p.ask(r)),
                counting(
                        127,
                        WRONG_STATUS,
                        "unmount-unknown-500",
                        "Unmount of an unknown ID fails",
                        UNMOUNT,
                        (u, r, p) -> u.has(r) ? p.ask(r) : REFUSED),
                counting(
                        127,
                        WRONG_STATUS,
                        "unmount-unknown-404",
                        "Unmount of an unknown ID is answered with 404",
                        UNMOUNT,
                        (u, r, p) -> u.has(r) ? p.ask(r) : REFUSED.status(404)),
                counting(
                        127,
                        DROP,
                        "unmount-unknown-silence",
                        "Unmount of an unknown ID closes the connection",
                        UNMOUNT,
                        (u, r, p) -> u.has(r) ? p.ask(r) : null),
                counting(
                        127,
                        WRONG_ORDER,
                        "unmount-unknown-ends-another",
                        "Unmount of an unknown ID ends a use of another",
                        UNMOUNT,
                        (u, r, p) -> u.has(r) ? p.ask(r) : u.endOne(r, p)),
                counting(
                        128,
                        DROP,
                        "remove-mounted",
                        "Remove takes mounted volumes away",
                        REMOVE,
                        (u, r, p) -> p.ask(u.ended(r, p))),
                counting(
                        128,
                        WRONG_ORDER,
                        "remove-then-refuse",
                        "Remove takes mounted volumes away, and says that it did not",
                        REMOVE,
                        (u, r, p) -> u.used(r) ? refusedAfter(p.ask(u.ended(r, p))) : p.ask(r)),
                counting(
                        128,
                        DROP,
                        "remove-nothing",
                        "Remove takes nothing away, and says that it did",
                        REMOVE,
                        (u, r, p) -> u.used(r) ? p.ask(r) : Answer.nothing()),
                counting(
                        128,
                        WRONG_STATUS,
                        "remove-missing-404",
                        "Remove of a missing volume is answered with 404",
                        REMOVE,
                        (u, r, p) -> exists(r, p) ? p.ask(r) : Answer.error(404, "no such volume")),
                counting(
                        128,
                        DROP,
                        "remove-missing-no-err",
                        "Remove of a missing volume fails without a text",
                        REMOVE,
                        (u, r, p) -> exists(r, p) ? p.ask(r) : Answer.of(500, "{}")),
                counting(
                        128,
                        DROP,
                        "remove-missing-silence",
                        "Remove of a missing volume closes the connection",
                        REMOVE,
                        (u, r, p) -> exists(r, p) ? p.ask(r) : null),
                new Mutant(
                        133,
                        DROP,
                        "restart-forgets-volumes",
                        "no volume is known after a restart",
                        s -> s.beforeStart = FolderVolumes.deletion(s.state)),
                new Mutant(
                        133,
                        DROP,
                        "restart-forgets-mounts",
                        "no mount is known after a restart",
                        s -> new UseFile(s.state).forgetting(s, 0)),
                new Mutant(
                        133,
                        WRONG_ORDER,
                        "restart-counts-one",
                        "after a restart each ID counts once",
                        s -> new UseFile(s.state).forgetting(s, 1)),
                new Mutant(
                        133,
                        WRONG_ORDER,
                        "restart-ends-one",
                        "a restart ends the last use",
                        s -> new UseFile(s.state).forgettingTheLast(s)));
    }

    private static Mutant counting(int item, Operator operator, String name, String wrong, String method, Step step) {
        return new Mutant(item, operator, name, wrong, setup -> setup.rule = new Uses(method, step));
    }

    private static boolean exists(Request request, Rule.Plugin plugin) throws java.io.IOException {
        return plugin.ask(request.to("VolumeDriver.Get")).ok();
    }

    /** A Mount that leaves no trace. */
    private static Answer uncounted(Request request, Rule.Plugin plugin) throws java.io.IOException {
        Answer answer = plugin.ask(request);
        if (answer.ok()) {
            plugin.ask(request.to(UNMOUNT));
        }
        return answer;
    }

    private static Answer elsewhere(Answer answer) {
        return answer.edited(t -> t.put("Mountpoint", t.path("Mountpoint").asString("") + "-again"));
    }

    private static Answer twice(Request request, Rule.Plugin plugin) throws java.io.IOException {
        plugin.ask(request);
        return plugin.ask(request);
    }

    private static Answer refusedAfter(Answer done) {
        return Answer.error(500, "it is mounted");
    }
}
