package dev.jackplug.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Entry point: {@code jackplug VERB}. */
@Command(
        name = "jackplug",
        description = "Find, activate and call Docker plugins, in whatever language they are written.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.class,
        subcommands = {
            DemoCommand.class,
            DistCommand.class,
            LsCommand.class,
            InspectCommand.class,
            ActivateCommand.class,
            CallCommand.class,
            CompletionCommand.class,
            DoctorCommand.class,
            ReplayCommand.class,
            TraceCommand.class,
            VerifyCommand.class,
            VerifyHostCommand.class,
            WatchCommand.class
        },
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0 fine    1 unhealthy or refused    2 usage    3 not found    4 timed out",
            "  5 not implemented by that plugin"
        })
public final class Main implements Runnable, IVersionProvider {

    @Spec
    private CommandSpec spec;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(writer(System.out), writer(System.err), arguments));
    }

    /** In the terminal's own character set, as Java's standard streams are. */
    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, Charset.defaultCharset());
    }

    /** Runs a command and returns its exit code. Prints nowhere but to the given writers. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        IExecutionExceptionHandler onError =
                (e, command, parsed) -> Errors.report(e, Console.of(command.getCommandSpec()));
        return new CommandLine(new Main())
                .registerConverter(Duration.class, new DurationConverter())
                .setOut(out)
                .setErr(err)
                // @FILE is a request of "call", not a file of options.
                .setExpandAtFiles(false)
                .setExecutionExceptionHandler(onError)
                .execute(arguments);
    }

    /** The version that the build wrote into the jar. */
    @Override
    public String[] getVersion() {
        String version = Main.class.getPackage().getImplementationVersion();
        return new String[] {"jackplug " + (version == null ? "(not from a jar)" : version)};
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which verb? For example: jackplug ls");
    }
}
