package dev.jackplug.host;

import dev.jackplug.host.World.Place;
import dev.jackplug.host.World.Server;
import dev.jackplug.host.World.Standing;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Makes plugins of a {@link World} appear, die, restart, move, hang and go, as the dice fall. */
final class RandomChanges {

    private final World world;
    private final Random random;
    private final List<String> mute;
    private final Consumer<String> notes;

    /**
     * Changes nothing yet.
     *
     * @param mute the names of those that never answer a handshake
     * @param notes are told of each change
     */
    RandomChanges(World world, Random random, List<String> mute, Consumer<String> notes) {
        this.world = world;
        this.random = random;
        this.mute = mute;
        this.notes = notes;
    }

    /** Something happens to what stands under a name, if there is anything that it can happen to. */
    void make(String name) throws IOException {
        List<Standing> standings = world.standings(name);
        int dice = standings.isEmpty() ? 0 : random.nextInt(7);
        if (dice < 2) {
            appear(name);
            return;
        }
        Standing one = oneOf(standings);
        switch (dice) {
            case 2 -> restart(name, one);
            case 3 -> die(name, one);
            case 4 -> vanish(name, one);
            case 5 -> move(name, one);
            default -> hang(name, one);
        }
    }

    private <T> T oneOf(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private void note(String what, String name, Place place) {
        notes.accept(what + " " + name + " " + place);
    }

    private void appear(String name) throws IOException {
        List<Place> free = world.free(name);
        if (free.isEmpty()) {
            return;
        }
        Place place = oneOf(free);
        if (place.isSpec() && random.nextInt(5) == 0) {
            note("appear malformed", name, place);
            world.spoil(name, place);
        } else {
            note("appear", name, place);
            world.appear(name, place, subsystems(), mute.contains(name));
        }
    }

    private List<String> subsystems() {
        return Stream.of("VolumeDriver", "NetworkDriver", "authz")
                .filter(one -> random.nextInt(4) < (one.equals("VolumeDriver") ? 3 : 2))
                .toList();
    }

    private void restart(String name, Standing one) throws IOException {
        if (one.place().isSpec() && one.server() != null && random.nextBoolean()) {
            note("restart unseen", name, one.place());
            world.restartUnseen(name, one, subsystems(), mute.contains(name));
        } else {
            note("restart", name, one.place());
            world.appear(name, one.place(), subsystems(), mute.contains(name));
        }
    }

    /** Not a mute one: which comes first, refusal or limit, would be for the clock to say. */
    private void die(String name, Standing one) throws IOException {
        if (!mute.contains(name)) {
            boolean socketToo = random.nextBoolean();
            note(socketToo ? "die with its socket" : "die", name, one.place());
            world.die(one, socketToo);
        }
    }

    private void vanish(String name, Standing one) throws IOException {
        note("vanish", name, one.place());
        world.vanish(name, one);
    }

    private void move(String name, Standing one) throws IOException {
        List<Place> free = world.free(name).stream()
                .filter(place -> place.isSpec() == one.place().isSpec())
                .toList();
        if (!free.isEmpty()) {
            note("move", name, one.place());
            world.move(name, one, free.get(0));
        }
    }

    private void hang(String name, Standing one) {
        Server server = one.server();
        if (server != null && server.alive) {
            note(server.hangs ? "work" : "hang", name, one.place());
            server.hang(!server.hangs);
        }
    }
}
