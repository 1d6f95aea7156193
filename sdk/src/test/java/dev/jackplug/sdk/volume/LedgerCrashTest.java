package dev.jackplug.sdk.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.sdk.internal.MemoryDisk;
import dev.jackplug.sdk.internal.RecordFiles;
import dev.jackplug.sdk.internal.Steps;
import dev.jackplug.sdk.volume.Model.Operation;
import dev.jackplug.sdk.volume.VolumeLedger.Surroundings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cuts a life of three volumes at every step of disk and backend, and mends it. */
class LedgerCrashTest {

    private static final List<Operation> LIFE = Stream.of(
                    "create a",
                    "create a",
                    "refused b",
                    "mount a 1",
                    "mount a 1",
                    "mount a 2",
                    "remove a",
                    "create b",
                    "unmount a 1",
                    "unmount a 2",
                    "unmount a 3",
                    "unmount a 1",
                    "mount b 1",
                    "remove a",
                    "remove a",
                    "unmount b 1",
                    "create a",
                    "mount a 1",
                    "unmount a 1",
                    "remove b",
                    "create c",
                    "remove c")
            .map(Operation::of)
            .toList();

    private enum End {
        /** The process dies: all that was written is there. */
        KILL,
        /** The machine dies: what was not forced is gone, and so is every mount. */
        POWER_CUT
    }

    private Thread.UncaughtExceptionHandler usual;
    private MemoryDisk disk;
    private MemoryBackend backend;
    private String boot;

    /** The mender's thread dies of a crash; hundreds of stack traces would hide those that matter. */
    @BeforeEach
    void quiet() {
        usual = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, crash) -> assertThat(crash).isInstanceOf(Steps.Crash.class));
    }

    @AfterEach
    void loud() {
        Thread.setDefaultUncaughtExceptionHandler(usual);
    }

    private void begin() {
        disk = new MemoryDisk();
        backend = new MemoryBackend();
        boot = "first boot";
    }

    private VolumeLedger opened(Steps steps) throws IOException {
        return VolumeLedger.open(
                disk.under(steps),
                backend.under(steps),
                new Surroundings(Clock.systemUTC(), boot, Duration.ofSeconds(20)));
    }

    /** The models before and after the operation that did not come to its end. */
    private record Torn(Model before, Model after) {

        Torn(Model before) {
            this(before, before);
        }

        Torn rebooted() {
            return new Torn(before.rebooted(), after.rebooted());
        }
    }

    private Torn live(Steps steps) throws IOException {
        Model model = Model.EMPTY;
        VolumeLedger ledger = opened(steps);
        for (Operation operation : LIFE) {
            try {
                operation.on(ledger);
                model = model.after(operation);
            } catch (Steps.Crash crash) {
                return new Torn(model, model.after(operation));
            }
        }
        return new Torn(model);
    }

    private Torn end(End end, Torn torn) {
        if (end == End.KILL) {
            return torn;
        }
        disk.cutPower();
        backend.reboot();
        boot += " and another";
        return torn.rebooted();
    }

    private void assertMended(Torn torn) throws IOException {
        Model found = Model.on(disk);
        assertThat(found).isIn(torn.before(), torn.after());
        assertThat(new RecordFiles<>(disk, LedgerEntry.FILES).read()).noneMatch(LedgerEntry::halfDone);
        assertThat(backend.made.keySet()).isEqualTo(found.volumes().keySet());
        assertThat(backend.made.values()).allMatch(MemoryBackend.WHOLE::equals);
        assertThat(backend.mounted.values()).allMatch(MemoryBackend.WHOLE::equals);
        assertThat(found.volumes().entrySet())
                .allSatisfy(volume -> assertThat(backend.mounted.containsKey(volume.getKey()))
                        .isEqualTo(!volume.getValue().isEmpty()));
    }

    @Test
    void aLifeWithoutACrashGoesAsTheModelDoes() throws IOException {
        begin();
        assertMended(live(Steps.fine()));
    }

    @ParameterizedTest
    @EnumSource
    void afterACrashAtAnyStepAllThatWasAnsweredIsThereAndNothingIsHalfDone(End end) throws IOException {
        int deaths = 0;
        Steps steps;
        do {
            begin();
            steps = Steps.crashingAt(++deaths);
            Torn torn = end(end, live(steps));
            opened(Steps.fine());
            assertMended(torn);
        } while (steps.happened());
        assertThat(deaths).isGreaterThan(100);
    }

    @ParameterizedTest
    @EnumSource
    void theMendingMayItselfBeCutAtAnyStep(End end) throws IOException {
        int cuts = 0;
        Steps first;
        for (int death = 1; ; death++) {
            Steps second;
            int cut = 0;
            do {
                begin();
                first = Steps.crashingAt(death);
                Torn torn = end(end, live(first));
                second = Steps.crashingAt(++cut);
                openedOrCut(second);
                torn = end(end, torn);
                opened(Steps.fine());
                assertMended(torn);
                cuts++;
            } while (second.happened());
            if (!first.happened()) {
                assertThat(cuts).isGreaterThan(200);
                return;
            }
        }
    }

    private void openedOrCut(Steps steps) throws IOException {
        try {
            opened(steps);
        } catch (Steps.Crash cut) {
            assertThat(steps.happened()).isTrue();
        }
    }

    @Test
    void afterAFailureAtAnyStepTheSameCallSucceedsWhenItIsRepeated() throws IOException {
        int failures = 0;
        Steps steps;
        do {
            begin();
            steps = Steps.failingAt(++failures);
            Model model = Model.EMPTY;
            VolumeLedger ledger = opened(steps);
            for (Operation operation : LIFE) {
                boolean before = steps.happened();
                repeated(ledger, operation);
                model = model.after(operation);
                if (steps.happened() && !before) {
                    assertMended(new Torn(model));
                }
            }
            assertMended(new Torn(model));
        } while (steps.happened());
        assertThat(failures).isGreaterThan(100);
    }

    private void repeated(VolumeLedger ledger, Operation operation) throws IOException {
        try {
            operation.on(ledger);
        } catch (RuntimeException failure) {
            operation.on(ledger);
        }
        // A refusal is the answer whether what was made could be undone or not.
        if (new RecordFiles<>(disk, LedgerEntry.FILES).read().stream().anyMatch(LedgerEntry::halfDone)) {
            operation.on(ledger);
        }
    }

    @Test
    void afterAFailureAndAKillWhatWasAnsweredIsThere() throws IOException {
        int failures = 0;
        Steps steps;
        do {
            begin();
            steps = Steps.failingAt(++failures);
            Torn torn = liveUntilAFailure(steps);
            opened(Steps.fine());
            assertMended(torn);
        } while (steps.happened());
        assertThat(failures).isGreaterThan(100);
    }

    private Torn liveUntilAFailure(Steps steps) throws IOException {
        Model model = Model.EMPTY;
        VolumeLedger ledger = opened(steps);
        for (Operation operation : LIFE) {
            try {
                operation.on(ledger);
                model = model.after(operation);
            } catch (RuntimeException failure) {
                return new Torn(model, model.after(operation));
            }
        }
        return new Torn(model);
    }

    @Test
    void whatIsLeftCanBeUsedAndRemoved() throws IOException {
        int deaths = 0;
        Steps steps;
        do {
            begin();
            steps = Steps.crashingAt(++deaths);
            live(steps);
            VolumeLedger ledger = opened(Steps.fine());
            Model.on(disk).volumes().forEach((name, uses) -> useAndRemove(ledger, name, uses));
            assertThat(disk.files()).isEmpty();
            assertThat(backend.made).isEmpty();
            assertThat(backend.mounted).isEmpty();
        } while (steps.happened());
    }

    private static void useAndRemove(VolumeLedger ledger, String name, Map<String, Integer> uses) {
        uses.forEach((id, count) -> {
            for (int use = 0; use < count; use++) {
                new Operation("unmount", name, id).on(ledger);
            }
        });
        Stream.of("mount", "unmount", "remove").forEach(verb -> new Operation(verb, name, "new").on(ledger));
    }
}
