package dev.jackplug.internal.socket;

import dev.jackplug.internal.socket.Deadlines.Alarm;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.ObjIntConsumer;

/**
 * The alarms that are set, by any number of threads. Nearly all are taken back a moment later by the thread that set them, so
 * each thread has a place of its own in a small array, as long as there are not too many; who finds it taken goes to a set.
 */
final class Alarms {

    /** Where an alarm is that has no place in the array. */
    private static final int ELSEWHERE = -1;

    private static final int PLACES = 256;

    /** Neighbours in one line of a processor's cache would wait for each other. */
    private static final int LINE = 16;

    private final AtomicReferenceArray<Alarm> places = new AtomicReferenceArray<>(PLACES);
    private final Set<Alarm> others = ConcurrentHashMap.newKeySet();

    /** Sets an alarm, and says where it is. */
    int add(Alarm alarm) {
        int own = own(Thread.currentThread().getId());
        if (places.get(own) == null && places.compareAndSet(own, null, alarm)) {
            return own;
        }
        others.add(alarm);
        return ELSEWHERE;
    }

    private static int own(long thread) {
        int number = (int) (thread % PLACES);
        return number % LINE * LINE + number / LINE;
    }

    /** Takes an alarm back, unless that has been done. */
    void remove(Alarm alarm, int place) {
        if (place == ELSEWHERE) {
            others.remove(alarm);
        } else {
            places.compareAndSet(place, alarm, null);
        }
    }

    /** Does something with each and its place; one that is set or taken back meanwhile may be passed over. */
    void forEach(ObjIntConsumer<Alarm> work) {
        for (int i = 0; i < PLACES; i++) {
            Alarm alarm = places.get(i);
            if (alarm != null) {
                work.accept(alarm, i);
            }
        }
        others.forEach(alarm -> work.accept(alarm, ELSEWHERE));
    }

    /** How many there are. */
    int size() {
        int[] count = {0};
        forEach((alarm, place) -> count[0]++);
        return count[0];
    }
}
