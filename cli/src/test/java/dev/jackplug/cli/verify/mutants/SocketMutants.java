package dev.jackplug.cli.verify.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Mistakes with sockets, signals and the file that tells of a port (items 98 to 105). They show in a process. */
final class SocketMutants {

    private static final String NOBODY_LISTENS_THERE = "tcp://127.0.0.1:1";

    private SocketMutants() {}

    static List<Mistake> all() {
        return List.of(
                door("path-with-suffix", new Doors.Suffix()),
                door("name-without-suffix", new Doors.Bare()),
                door("path-under-plugins", new Doors.Under()),
                door("stale-refused", new Doors.Refusing()),
                door("stale-aside", new Doors.Aside()),
                door("mode-by-umask", new Doors.Mode("rwxr-xr-x")),
                door("mode-everybody", new Doors.Mode("rw-rw-rw-")),
                door("mode-owner", new Doors.Mode("rw-------")),
                door("mode-late", new Doors.Late()),
                door("socket-stays", new Doors.Staying()),
                door("term-ignored", new Doors.Deaf()),
                door("socket-moved", new Doors.Moving()),
                launched("fd3-unused", "exec \"$@\" </dev/null"),
                inherited("fd3-replaced", s -> s.whenInherited = Files::deleteIfExists),
                inherited("fd3-removed", s -> s.inheritedEnds = Files::deleteIfExists),
                inherited("fd3-chmod", s -> s.whenInherited = socket -> Door.mode(socket, "rwxrwxrwx")),
                launched(
                        "pid-unchecked",
                        "if [ \"${LISTEN_FDS:-}\" != 1 ]; then exec \"$@\" </dev/null; fi; exec \"$@\" 0<&3 3<&-"),
                launched("pid-other-ends", "if [ \"${LISTEN_PID:-$$}\" != $$ ]; then exit 1; fi; " + Setup.ACTIVATED),
                launched(
                        "fds-first",
                        "if [ \"${LISTEN_PID:-}\" != $$ ]; then exec \"$@\" </dev/null; fi; exec \"$@\" 0<&3 3<&-"),
                launched(
                        "fds-none",
                        "if [ \"${LISTEN_FDS:-}\" != 1 ]; then exec \"$@\" </dev/null; fi; " + Setup.ACTIVATED),
                port("spec-none", s -> s.announced = Files::delete),
                port("spec-empty", s -> s.announced = spec -> Files.writeString(spec, "")),
                port("spec-txt", s -> s.announced = spec -> Files.move(spec, spec.resolveSibling("mutant.txt"))),
                port("spec-no-scheme", s -> s.announced = spec -> rewrite(spec, "tcp://", "")),
                port(
                        "spec-json",
                        s -> s.announced = spec -> Files.writeString(
                                spec, "{\"Addr\":\"" + Files.readString(spec).strip() + "\"}")),
                port("spec-wildcard", s -> s.announced = spec -> rewrite(spec, "127.0.0.1", "*")),
                port("spec-port-zero", s -> s.announced = spec -> Files.writeString(spec, "tcp://127.0.0.1:0")),
                port("spec-early", SocketMutants::early),
                port("spec-stays", s -> s.announcementStays = true));
    }

    private static Mistake door(String name, Door door) {
        return new Mistake(name, setup -> setup.door = door);
    }

    private static Mistake launched(String name, String launcher) {
        return new Mistake(name, setup -> setup.launcher = launcher);
    }

    private static Mistake inherited(String name, Mistake.Change change) {
        return new Mistake(name, change);
    }

    private static Mistake port(String name, Mistake.Change change) {
        return new Mistake(name, change);
    }

    private static void rewrite(Path spec, String from, String to) throws IOException {
        Files.writeString(spec, Files.readString(spec).replace(from, to));
    }

    private static void early(Setup setup) {
        setup.beforePort = spec -> {
            Files.createDirectories(spec.getParent());
            Files.writeString(spec, NOBODY_LISTENS_THERE);
            Doors.pause(2_000);
        };
    }
}
