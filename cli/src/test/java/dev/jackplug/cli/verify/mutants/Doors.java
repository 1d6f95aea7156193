package dev.jackplug.cli.verify.mutants;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Doors that do one step differently. */
final class Doors {

    private Doors() {}

    /** Long enough to be seen; nothing waits for its end. */
    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean there(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    static final class Suffix extends Door {
        @Override
        ServerSocketChannel open(Path path) throws IOException {
            return super.open(appended(path));
        }

        @Override
        void remove(Path path) throws IOException {
            super.remove(appended(path));
        }

        private static Path appended(Path path) {
            return path.startsWith("/run/docker/plugins") ? path : path.resolveSibling(path.getFileName() + ".sock");
        }
    }

    static final class Bare extends Door {
        @Override
        Path place(String told) {
            return told.startsWith("/") ? Path.of(told) : Path.of("/run/docker/plugins", told);
        }
    }

    static final class Under extends Door {
        @Override
        Path place(String told) {
            return told.startsWith("/") ? Path.of("/run/docker/plugins", told.substring(1)) : super.place(told);
        }
    }

    static final class Refusing extends Door {
        @Override
        void clear(Path path) throws IOException {
            if (there(path)) {
                throw new FileAlreadyExistsException(path.toString());
            }
        }
    }

    static final class Aside extends Door {
        @Override
        ServerSocketChannel open(Path path) throws IOException {
            return super.open(there(path) ? path.resolveSibling(path.getFileName() + ".1") : path);
        }

        @Override
        void remove(Path path) throws IOException {
            super.remove(path);
            super.remove(path.resolveSibling(path.getFileName() + ".1"));
        }
    }

    static final class Mode extends Door {
        private final String mode;

        Mode(String mode) {
            this.mode = mode;
        }

        @Override
        void restrict(Path path) throws IOException {
            mode(path, mode);
        }
    }

    static final class Late extends Door {
        @Override
        void restrict(Path path) throws IOException {
            mode(path, "rwxrwxrwx");
            Thread late = new Thread(() -> {
                pause(5_000);
                try {
                    mode(path, "rw-rw----");
                } catch (IOException e) {
                    // It is gone by now.
                }
            });
            late.setDaemon(true);
            late.start();
        }
    }

    static final class Staying extends Door {
        @Override
        void remove(Path path) {
            // Somebody else may.
        }
    }

    static final class Deaf extends Door {
        @Override
        void remove(Path path) throws IOException {
            pause(60_000);
            super.remove(path);
        }
    }

    static final class Moving extends Door {
        @Override
        void remove(Path path) throws IOException {
            Files.move(path, path.resolveSibling(path.getFileName() + ".old"));
        }
    }
}
