package dev.jackplug.cli;

import dev.jackplug.protocol.ActivationException;
import dev.jackplug.protocol.DeadlineException;
import dev.jackplug.protocol.MethodNotImplementedException;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.PluginNotFoundException;
import dev.jackplug.protocol.SubsystemNotImplementedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Errors as the user sees them, and the exit code of each kind. */
final class Errors {

    static final int FINE = 0;
    static final int UNHEALTHY = 1;
    static final int USAGE = 2;
    static final int NOT_FOUND = 3;
    static final int TIMED_OUT = 4;
    static final int NOT_IMPLEMENTED = 5;

    private Errors() {}

    /** Prints an error and returns its exit code. What is no error of a plugin or of the user is a defect of ours. */
    static int report(Exception e, Console console) throws Exception {
        if (e instanceof PluginException error) {
            print(console, error);
            return exitCode(error);
        }
        if (e instanceof Trouble trouble) {
            print(
                    console,
                    trouble.code(),
                    trouble.plugin(),
                    "",
                    "",
                    String.valueOf(trouble.getMessage()),
                    trouble.hint());
            return UNHEALTHY;
        }
        if (e instanceof UncheckedIOException unchecked) {
            return report(Objects.requireNonNull(unchecked.getCause()), console);
        }
        if (e instanceof IOException file) {
            print(console, "file", "", "", "", Cause.of(file), "");
            return UNHEALTHY;
        }
        if (e instanceof IllegalArgumentException) {
            print(console, "usage", "", "", "", String.valueOf(e.getMessage()), "");
            return USAGE;
        }
        throw e;
    }

    /** Prints for a program what is wrong with the words of a command, and returns the exit code. */
    static int usage(ParameterException e) {
        CommandLine verb = e.getCommandLine();
        Console console = new Console(verb.getOut(), verb.getErr(), true, false, false);
        print(console, "usage", "", "", "", String.valueOf(e.getMessage()), "");
        return USAGE;
    }

    static int exitCode(PluginException e) {
        if (e instanceof ActivationException activation) {
            return activation.reason() instanceof DeadlineException ? TIMED_OUT : UNHEALTHY;
        }
        if (e instanceof PluginNotFoundException) {
            return NOT_FOUND;
        }
        if (e instanceof DeadlineException) {
            return TIMED_OUT;
        }
        boolean lacking = e instanceof SubsystemNotImplementedException || e instanceof MethodNotImplementedException;
        return lacking ? NOT_IMPLEMENTED : UNHEALTHY;
    }

    private static void print(Console console, PluginException e) {
        print(
                console,
                e.code(),
                e.target().plugin(),
                e.target().method(),
                e.target().address(),
                String.valueOf(e.getMessage()),
                e.hint());
    }

    private static void print(
            Console console, String error, String plugin, String method, String address, String message, String hint) {
        if (!console.json()) {
            console.error("jackplug: " + message);
            return;
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("error", error);
        object.put("plugin", plugin);
        object.put("method", method);
        object.put("address", address);
        object.put("message", message);
        object.put("hint", hint);
        console.err().print(Console.text(object));
        console.err().flush();
    }
}
