import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Draws {@code docs/soak/soak.svg} from a log of {@code bench/soak}: a panel for each thing that must not grow, each from zero
 * up, with the median of the second and of the last quarter.
 *
 * <p>Run {@code java docs/soak/SoakCurve.java}, with {@code docs/soak/soak.tsv} in its place.
 */
public final class SoakCurve {
    private static final Path FOLDER = Path.of("docs", "soak");
    private static final int WIDTH = 900;
    private static final int LEFT = 60;
    private static final int PANEL = 130;
    private static final int PLOT = 90;

    private final List<String> names;
    private final List<double[]> lines;
    private final StringBuilder svg = new StringBuilder();

    private SoakCurve(List<String> log) {
        names = List.of(log.get(0).split("\t"));
        lines = log.stream().skip(1).map(SoakCurve::numbers).toList();
    }

    public static void main(String[] arguments) throws IOException {
        SoakCurve curve = new SoakCurve(Files.readAllLines(FOLDER.resolve("soak.tsv"), UTF_8));
        Files.writeString(FOLDER.resolve("soak.svg"), curve.draw(), UTF_8);
    }

    private static double[] numbers(String line) {
        return Arrays.stream(line.split("\t")).mapToDouble(Double::parseDouble).toArray();
    }

    private String draw() {
        List<String> panels = new ArrayList<>();
        panels.add(panel(0, "heap after a collection, MB", column("heap after GC", 1e6)));
        panels.add(panel(1, "threads", column("threads", 1)));
        panels.add(panel(2, "open descriptors", column("descriptors", 1)));
        panels.add(panel(3, "resident set, MB", column("resident set", 1e6)));
        panels.add(panel(4, "calls that ended, a second", rates()));
        int height = panels.size() * PANEL + 30;
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\"".formatted(WIDTH, height))
                .append(" font-family=\"sans-serif\" font-size=\"12\">\n");
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        panels.forEach(svg::append);
        double minutes = lines.get(lines.size() - 1)[0] / 60;
        for (int minute = 0; minute <= minutes; minute += 10) {
            svg.append(text(x(minute * 60.0), height - 15, "middle", minute + " min"));
        }
        return svg.append("</svg>\n").toString();
    }

    private double[] column(String name, double unit) {
        int index = names.indexOf(name);
        return lines.stream().mapToDouble(line -> line[index] / unit).toArray();
    }

    /** Calls however they ended, from one line of the log to the next. */
    private double[] rates() {
        int last = names.indexOf("heap after GC");
        double[] rates = new double[lines.size()];
        double callsBefore = 0;
        double secondBefore = 0;
        for (int i = 0; i < rates.length; i++) {
            double[] line = lines.get(i);
            double calls = Arrays.stream(line, 1, last).sum();
            rates[i] = (calls - callsBefore) / Math.max(1, line[0] - secondBefore);
            callsBefore = calls;
            secondBefore = line[0];
        }
        return rates;
    }

    private String panel(int place, String title, double[] values) {
        int top = place * PANEL + 30;
        double most = Arrays.stream(values).max().orElse(1);
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            points.append("%.1f,%.1f ".formatted(x(lines.get(i)[0]), top + PLOT - PLOT * values[i] / most));
        }
        int quarter = values.length / 4;
        double early = median(Arrays.copyOfRange(values, quarter, 2 * quarter));
        double late = median(Arrays.copyOfRange(values, 3 * quarter, values.length));
        String label = String.format(
                Locale.ROOT, "%s (median %,.0f in the second quarter, %,.0f in the last)", title, early, late);
        return text(LEFT, top - 8, "start", label)
                + text(LEFT - 6, top + 8, "end", String.format(Locale.ROOT, "%,.0f", most))
                + text(LEFT - 6, top + PLOT, "end", "0")
                + "<path d=\"M%d %d V%d H%d\" fill=\"none\" stroke=\"#999\"/>%n"
                        .formatted(LEFT, top, top + PLOT, WIDTH - 20)
                + "<polyline points=\"%s\" fill=\"none\" stroke=\"#1f5fa8\"/>%n".formatted(points.toString().strip());
    }

    private double x(double second) {
        return LEFT + (WIDTH - LEFT - 20) * second / lines.get(lines.size() - 1)[0];
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static String text(double x, double y, String anchor, String text) {
        return "<text x=\"%.0f\" y=\"%.0f\" text-anchor=\"%s\">%s</text>%n".formatted(x, y, anchor, text);
    }
}
