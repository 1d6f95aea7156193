package dev.jackplug.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random creates, renames, rewrites and deletes in a directory of spec files, flat and nested. */
final class Churn {

    private final Path directory;
    private final Random random;
    private final List<Path> files = new ArrayList<>();
    private int number;

    Churn(Path directory, Random random) {
        this.directory = directory;
        this.random = random;
    }

    /** Makes at least so many changes, and goes on until there are so many files. */
    void run(int changes, int endWith) throws IOException {
        for (int i = 0; i < changes; i++) {
            change();
        }
        while (files.size() > endWith) {
            Files.delete(files.remove(files.size() - 1));
        }
        while (files.size() < endWith) {
            create();
        }
    }

    private void change() throws IOException {
        int dice = files.isEmpty() ? 0 : random.nextInt(10);
        if (dice < 6) {
            create();
        } else if (dice == 6) {
            Files.delete(files.remove(random.nextInt(files.size())));
        } else if (dice == 7) {
            rename(random.nextInt(files.size()));
        } else {
            Files.writeString(files.get(random.nextInt(files.size())), content());
        }
    }

    private void create() throws IOException {
        Path file = somewhere();
        Files.createDirectories(file.getParent());
        Files.writeString(file, content());
        files.add(file);
    }

    private void rename(int index) throws IOException {
        Path to = somewhere();
        Files.createDirectories(to.getParent());
        Files.move(files.get(index), to, StandardCopyOption.REPLACE_EXISTING);
        files.set(index, to);
    }

    /** One in eight lies in a folder of its own, some share a stem and shadow each other. */
    private Path somewhere() {
        String stem = "p" + number++;
        Path parent = random.nextInt(8) == 0 ? directory.resolve(stem) : directory;
        return parent.resolve(stem + (random.nextBoolean() ? ".spec" : ".json"));
    }

    private String content() {
        int port = 1 + random.nextInt(60_000);
        return switch (random.nextInt(4)) {
            case 0 -> "{\"Addr\":\"tcp://127.0.0.1:" + port + "\"}";
            case 1 -> "";
            default -> "tcp://127.0.0.1:" + port;
        };
    }
}
