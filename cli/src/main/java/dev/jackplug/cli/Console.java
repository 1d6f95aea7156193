package dev.jackplug.cli;

import dev.jackplug.host.State;
import dev.jackplug.internal.json.Json;
import dev.jackplug.protocol.Printable;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Where a verb prints: results to one writer, errors and progress to the other. What comes from plugins and file names is
 * shown with its control characters replaced, so that it cannot command the terminal.
 *
 * @param json whether the user asked for JSON
 * @param colour whether results go to a terminal that shows colours
 * @param progress whether errors go to a terminal
 */
record Console(PrintWriter out, PrintWriter err, boolean json, boolean colour, boolean progress) {

    private static final String RED = "\u001B[31m";
    private static final String GREEN = "\u001B[32m";
    private static final String YELLOW = "\u001B[33m";
    private static final String PLAIN = "\u001B[0m";

    /** The launcher script tells which streams are terminals: Java 17 cannot. */
    static Console of(CommandSpec spec) {
        OptionSpec option = spec.findOption(JsonOption.NAME);
        boolean json = option != null && Boolean.TRUE.equals(option.getValue());
        boolean plain = System.getenv("NO_COLOR") != null;
        return new Console(
                spec.commandLine().getOut(),
                spec.commandLine().getErr(),
                json,
                onTerminal() && !plain,
                Boolean.getBoolean("jackplug.terminal.err"));
    }

    /** Whether results go to a terminal. */
    static boolean onTerminal() {
        return Boolean.getBoolean("jackplug.terminal.out");
    }

    /** Prints a value as one line of JSON. */
    void json(Object value) {
        out.print(text(value));
        out.flush();
    }

    static String text(Object value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }

    void line(String text) {
        out.println(clean(text));
    }

    void error(String text) {
        err.println(clean(text));
    }

    /** Says what is not as it should be, and keeps nobody from his work. */
    void warning(String text) {
        error("jackplug: warning: " + text);
    }

    static String clean(String text) {
        return Printable.of(text);
    }

    /** Prints rows under each other; the first row is the heading, the last column is as wide as it likes. */
    void table(List<List<String>> rows) {
        lines(rows).forEach(out::println);
    }

    /** The lines of a table. */
    List<String> lines(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], clean(row.get(i)).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = clean(row.get(i));
            line.append(painted(cell));
            if (i < widths.length - 1) {
                line.append(" ".repeat(widths[i] - cell.length() + 2));
            }
        }
        return line.toString().stripTrailing();
    }

    private String painted(String cell) {
        if (!colour) {
            return cell;
        }
        if (cell.equals(State.ACTIVE.name())) {
            return GREEN + cell + PLAIN;
        }
        if (cell.equals(State.FAILED.name()) || cell.equals(State.GONE.name())) {
            return RED + cell + PLAIN;
        }
        return cell.equals(State.STALE.name()) || cell.equals(State.ACTIVATING.name()) ? YELLOW + cell + PLAIN : cell;
    }

    /** Tells, on a terminal and after half a second, what is being waited for; the line goes away when it is over. */
    Progress waitingFor(String what) {
        return new Progress(err, what, progress);
    }
}
