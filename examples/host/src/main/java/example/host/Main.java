package example.host;

import dev.jackplug.host.Directories;
import dev.jackplug.host.Plugins;
import dev.jackplug.host.PluginsBuilder;
import dev.jackplug.host.WatchSettings;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Scanner;

/** Reads {@code create PLUGIN VOLUME} and {@code list PLUGIN} from standard input, until it ends. */
public final class Main {

    private Main() {}

    /** Takes a directory of sockets; Docker's own directories without one. */
    public static void main(String[] arguments) {
        PluginsBuilder builder = Plugins.builder().watch(WatchSettings.DEFAULTS);
        if (arguments.length > 0) {
            builder.directories(new Directories(List.of(Path.of(arguments[0])), List.of()));
        }
        try (Plugins plugins = builder.build();
                Scanner lines = new Scanner(System.in, Charset.defaultCharset())) {
            VolumeHost host = new VolumeHost(plugins, System.out::println);
            while (lines.hasNextLine()) {
                obey(host, lines.nextLine().strip().split("\\s+"));
            }
        }
    }

    private static void obey(VolumeHost host, String[] words) {
        try {
            if (words.length == 3 && words[0].equals("create")) {
                host.create(words[1], words[2]);
            } else if (words.length == 2 && words[0].equals("list")) {
                System.out.println(host.list(words[1]));
            } else {
                System.out.println("create PLUGIN VOLUME, or list PLUGIN");
            }
        } catch (RuntimeException e) {
            System.out.println(e.getMessage());
        }
    }
}
