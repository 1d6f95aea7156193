package dev.jackplug.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Entry point: {@code jackplug VERB}. */
public final class Main implements Runnable, IVersionProvider {

    private static final Map<String, Class<?>> VERBS = verbs();

    private final CommandSpec spec =
            spec(this, "Find, activate and call Docker plugins, in whatever language they are written.");

    private Main() {
        spec.name("jackplug").versionProvider(this);
        spec.usageMessage()
                .footerHeading("%nExit codes:%n")
                .footer(
                        "  0 fine    1 unhealthy or refused    2 usage    3 not found    4 timed out",
                        "  5 not implemented by that plugin");
    }

    /** A command that is described without annotations, with the options for help and version that they give to the others. */
    static CommandSpec spec(Object command, String description) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(command);
        spec.usageMessage().description(description);
        return spec.addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help message and exit.")
                        .build())
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Print version information and exit.")
                        .build());
    }

    public static void main(String[] arguments) {
        // None of these types is read here, and to look for their converters takes a tenth of the time of a short verb.
        System.setProperty("picocli.converters.excludes", "java.sql.*,java.time.*");
        PrintWriter out = writer(System.out);
        PrintWriter err = writer(System.err);
        int exitCode = run(out, err, arguments);
        if (out.checkError() && exitCode == Errors.FINE) {
            err.println("jackplug: not everything could be printed: standard output is closed, or its disk is full");
            exitCode = Errors.UNHEALTHY;
        }
        System.exit(exitCode);
    }

    /** The verbs in the order of the help. */
    private static Map<String, Class<?>> verbs() {
        Map<String, Class<?>> verbs = new LinkedHashMap<>();
        verbs.put("demo", DemoCommand.class);
        verbs.put("dist", DistCommand.class);
        verbs.put("ls", LsCommand.class);
        verbs.put("inspect", InspectCommand.class);
        verbs.put("activate", ActivateCommand.class);
        verbs.put("call", CallCommand.class);
        verbs.put("completion", CompletionCommand.class);
        verbs.put("doctor", DoctorCommand.class);
        verbs.put("replay", ReplayCommand.class);
        verbs.put("trace", TraceCommand.class);
        verbs.put("verify", VerifyCommand.class);
        verbs.put("verify-host", VerifyHostCommand.class);
        verbs.put("watch", WatchCommand.class);
        return verbs;
    }

    /** Whatever the locale: it is what plugins speak, and where none is set, as for services, Java 17 would print question marks. */
    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    /** Runs a command and returns its exit code. Prints nowhere but to the given writers. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine line = lineFor(arguments);
        IParameterExceptionHandler inWords = line.getParameterExceptionHandler();
        return line.registerConverter(Duration.class, new DurationConverter())
                .setOut(out)
                .setErr(err)
                // @FILE is a request of "call", not a file of options.
                .setExpandAtFiles(false)
                .setParameterExceptionHandler((e, words) -> List.of(words).contains(JsonOption.NAME)
                        ? Errors.usage(e)
                        : inWords.handleParseException(e, words))
                .setExecutionExceptionHandler(
                        (e, command, parsed) -> Errors.report(e, Console.of(command.getCommandSpec())))
                .execute(arguments);
    }

    /** The command with the verb that is asked for, as making all of them takes longer than most verbs do; or with all. */
    private static CommandLine lineFor(String... arguments) {
        Class<?> verb = arguments.length == 0 ? null : VERBS.get(arguments[0]);
        return verb == null ? whole() : new CommandLine(new Main().with(arguments[0], verb).spec);
    }

    /** The command with every verb. */
    static CommandLine whole() {
        Main main = new Main();
        VERBS.forEach(main::with);
        return new CommandLine(main.spec);
    }

    private Main with(String name, Class<?> verb) {
        spec.addSubcommand(name, spec(verb).versionProvider(this));
        return this;
    }

    private static CommandSpec spec(Class<?> verb) {
        CommandSpec spec = verb == LsCommand.class ? new LsCommand().spec() : CommandSpec.forAnnotatedObject(verb);
        if (spec.userObject() instanceof PluginVerb plugins) {
            plugins.options.addTo(spec);
        }
        return spec;
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
