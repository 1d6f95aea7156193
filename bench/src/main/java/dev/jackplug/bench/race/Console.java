package dev.jackplug.bench.race;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Reads lines and answers each with a line of numbers: the other end of a {@link Side}. */
final class Console {

    /** What answers a line, cut into words. */
    @FunctionalInterface
    interface Answers {

        long[] answer(String[] words) throws IOException;
    }

    private Console() {}

    /** Answers every line of the input, and ends the process; with a trace if something fails. */
    static void answer(Answers answers) {
        try {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println(Arrays.stream(answers.answer(line.split(" ", -1)))
                        .mapToObj(String::valueOf)
                        .collect(Collectors.joining(" ")));
            }
        } catch (Throwable e) { // Whatever it is, and whatever else still runs: the other end waits.
            e.printStackTrace();
            System.exit(1);
        }
        System.exit(0);
    }
}
