package example.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes a folder of broken plugins and keeps those alive that are alive, until Ctrl-C. */
@Command(name = "examples/doctor/run", mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "A folder that does not exist yet. Its path should be short.")
    private Path folder = Path.of("broken");

    /** Takes what its usage says. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (Files.exists(folder)) {
            System.err.println(folder + " exists; name a folder that does not");
            return 1;
        }
        // As long as the doctor waits by default.
        try (Ward ward = new Ward(folder.toAbsolutePath(), Duration.ofSeconds(5))) {
            for (Seed seed : Seeds.all()) {
                seed.breaking().in(ward);
            }
            ward.healthy(ward.sockets().resolve("healthy.sock"));
            System.out.println(Seeds.all().size() + " broken plugins, until Ctrl-C; try:\nCONTAINERS_CONF="
                    + ward.containersConf() + " ./jackplug doctor --sockets " + ward.sockets() + " --specs "
                    + ward.specs() + " --specs " + ward.lib());
            new CountDownLatch(1).await();
        }
        return 0;
    }
}
