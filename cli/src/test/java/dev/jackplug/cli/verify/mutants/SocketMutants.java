package dev.jackplug.cli.verify.mutants;

import static dev.jackplug.cli.verify.mutants.Mutant.Operator.DROP;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.RENAME;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.RETYPE;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.WRONG_ORDER;

import dev.jackplug.cli.verify.mutants.Mutant.Operator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Mistakes with sockets, signals and the file that tells of a port (items 98 to 105). They show in a process. */
final class SocketMutants {

    private static final String NOBODY_LISTENS_THERE = "tcp://127.0.0.1:1";

    private SocketMutants() {}

    static List<Mutant> all() {
        return List.of(
                door(98, RENAME, "path-with-suffix", "an absolute path gets .sock appended", new Doors.Suffix()),
                door(98, RENAME, "name-without-suffix", "a bare name is a file without .sock", new Doors.Bare()),
                door(
                        98,
                        WRONG_ORDER,
                        "path-under-plugins",
                        "an absolute path is looked for under /run/docker/plugins",
                        new Doors.Under()),
                door(99, DROP, "stale-refused", "a stale socket ends the start", new Doors.Refusing()),
                door(
                        99,
                        RENAME,
                        "stale-aside",
                        "where there is a stale socket, another name is taken",
                        new Doors.Aside()),
                door(
                        100,
                        DROP,
                        "mode-by-umask",
                        "the socket's mode is left to the umask, which lets everybody look",
                        new Doors.Mode("rwxr-xr-x")),
                door(100, RETYPE, "mode-everybody", "everybody may connect", new Doors.Mode("rw-rw-rw-")),
                door(100, RETYPE, "mode-owner", "the group may not connect", new Doors.Mode("rw-------")),
                door(
                        100,
                        WRONG_ORDER,
                        "mode-late",
                        "the socket's mode is set two seconds after connections are taken",
                        new Doors.Late()),
                door(101, DROP, "socket-stays", "the socket stays when SIGTERM comes", new Doors.Staying()),
                door(
                        101,
                        DROP,
                        "term-ignored",
                        "SIGTERM does not end it for a minute, nor remove the socket",
                        new Doors.Deaf()),
                door(101, RENAME, "socket-moved", "at SIGTERM the socket is moved away, and stays", new Doors.Moving()),
                launched(102, DROP, "fd3-unused", "systemd's socket is not used", "exec \"$@\" </dev/null"),
                inherited(
                        102,
                        "fd3-replaced",
                        "systemd's socket file is removed when it starts",
                        s -> s.whenInherited = Files::deleteIfExists),
                inherited(
                        102,
                        "fd3-removed",
                        "systemd's socket file is removed at the end",
                        s -> s.inheritedEnds = Files::deleteIfExists),
                inherited(
                        102,
                        "fd3-chmod",
                        "systemd's socket file gets another mode",
                        s -> s.whenInherited = socket -> Door.mode(socket, "rwxrwxrwx")),
                launched(
                        103,
                        DROP,
                        "pid-unchecked",
                        "LISTEN_FDS is used whoever it is meant for",
                        "if [ \"${LISTEN_FDS:-}\" != 1 ]; then exec \"$@\" </dev/null; fi; exec \"$@\" 0<&3 3<&-"),
                launched(
                        103,
                        DROP,
                        "pid-other-ends",
                        "it does not start when LISTEN_FDS is meant for another",
                        "if [ \"${LISTEN_PID:-$$}\" != $$ ]; then exit 1; fi; " + Setup.ACTIVATED),
                launched(
                        104,
                        DROP,
                        "fds-first",
                        "of several sockets the first is taken",
                        "if [ \"${LISTEN_PID:-}\" != $$ ]; then exec \"$@\" </dev/null; fi; exec \"$@\" 0<&3 3<&-"),
                launched(
                        104,
                        DROP,
                        "fds-none",
                        "of several sockets none is taken, and its own is opened",
                        "if [ \"${LISTEN_FDS:-}\" != 1 ]; then exec \"$@\" </dev/null; fi; " + Setup.ACTIVATED),
                port(DROP, "spec-none", "there is no spec file", s -> s.announced = Files::delete),
                port(
                        DROP,
                        "spec-empty",
                        "the spec file is empty",
                        s -> s.announced = spec -> Files.writeString(spec, "")),
                port(
                        RENAME,
                        "spec-txt",
                        "the spec file has another name",
                        s -> s.announced = spec -> Files.move(spec, spec.resolveSibling("mutant.txt"))),
                port(
                        RETYPE,
                        "spec-no-scheme",
                        "the address has no scheme",
                        s -> s.announced = spec -> rewrite(spec, "tcp://", "")),
                port(
                        RETYPE,
                        "spec-json",
                        "the spec file is JSON",
                        s -> s.announced = spec -> Files.writeString(
                                spec, "{\"Addr\":\"" + Files.readString(spec).strip() + "\"}")),
                port(
                        RETYPE,
                        "spec-wildcard",
                        "the address is of every interface, which nobody can dial",
                        s -> s.announced = spec -> rewrite(spec, "127.0.0.1", "*")),
                port(
                        RETYPE,
                        "spec-port-zero",
                        "the port is the one that was asked for, 0",
                        s -> s.announced = spec -> Files.writeString(spec, "tcp://127.0.0.1:0")),
                port(
                        WRONG_ORDER,
                        "spec-early",
                        "the spec file is there two seconds before the port, with no port of it",
                        SocketMutants::early),
                port(
                        WRONG_ORDER,
                        "spec-stays",
                        "the spec file stays when SIGTERM comes",
                        s -> s.announcementStays = true));
    }

    private static Mutant door(int item, Operator operator, String name, String wrong, Door door) {
        return new Mutant(item, operator, name, wrong, setup -> setup.door = door);
    }

    private static Mutant launched(int item, Operator operator, String name, String wrong, String launcher) {
        return new Mutant(item, operator, name, wrong, setup -> setup.launcher = launcher);
    }

    private static Mutant inherited(int item, String name, String wrong, Mutant.Change change) {
        return new Mutant(item, WRONG_ORDER, name, wrong, change);
    }

    private static Mutant port(Operator operator, String name, String wrong, Mutant.Change change) {
        return new Mutant(105, operator, name, wrong, change);
    }

    private static void rewrite(Path spec, String from, String to) throws java.io.IOException {
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
