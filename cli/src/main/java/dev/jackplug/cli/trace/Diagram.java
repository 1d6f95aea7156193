package dev.jackplug.cli.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The order of calls as a drawing: SVG, or the text that Mermaid draws from. */
public final class Diagram {

    /** Longer texts are cut. */
    private static final int LONGEST = 62;

    private static final int ROW = 26;
    private static final int TOP = 70;
    private static final int WIDTH = 900;
    private static final int HOST = 100;
    private static final int PLUGIN = 840;

    private final String plugin;
    private final List<Arrow> arrows = new ArrayList<>();

    /**
     * One line of the drawing.
     *
     * @param back whether it is an answer
     */
    private record Arrow(double time, boolean back, String text, boolean failed) {}

    /** A drawing without calls yet, of a plugin of that name. */
    public Diagram(String plugin) {
        this.plugin = plugin;
    }

    /** Adds a call, in whatever order. */
    public void add(Call call) {
        arrows.add(new Arrow(
                call.begun(), false, call.method() + " " + cut(call.request().shown()), false));
        arrows.add(new Arrow(call.ended(), true, answer(call), !call.error().isEmpty()));
    }

    private List<Arrow> inOrder() {
        return arrows.stream().sorted(Comparator.comparingDouble(Arrow::time)).toList();
    }

    private static String answer(Call call) {
        String took = String.format(Locale.ROOT, " (%.1f ms)", call.millis());
        Call.Part answer = call.answer();
        return answer == null ? "no answer" + took : answer.status() + " " + cut(answer.shown()) + took;
    }

    private static String cut(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "\u2026";
    }

    /** Text for Mermaid, which GitHub and others draw. */
    public String mermaid() {
        StringBuilder text = new StringBuilder("sequenceDiagram\n    participant H as host\n    participant P as ")
                .append(escaped(plugin))
                .append('\n');
        for (Arrow arrow : inOrder()) {
            text.append(arrow.back() ? (arrow.failed() ? "    P--xH: " : "    P-->>H: ") : "    H->>P: ")
                    .append(escaped(arrow.text()))
                    .append('\n');
        }
        return text.toString();
    }

    /** These end a line of Mermaid, or begin something. */
    private static String escaped(String text) {
        return text.replace("#", "#35;")
                .replace(";", "#59;")
                .replace("#35#59;", "#35;")
                .replace("<", "#lt;");
    }

    /** A drawing for browsers. */
    public String svg() {
        int bottom = TOP + arrows.size() * ROW + 20;
        StringBuilder svg = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="#fff"/>
                """.formatted(WIDTH, bottom + 10));
        line(svg, HOST, "host", bottom);
        line(svg, PLUGIN, plugin, bottom);
        int y = TOP;
        List<Arrow> ordered = inOrder();
        for (Arrow arrow : ordered) {
            y += ROW;
            arrow(svg, arrow, y, ordered.get(0).time());
        }
        return svg.append("</svg>\n").toString();
    }

    private static void line(StringBuilder svg, int x, String name, int bottom) {
        svg.append("""
                <line x1="%1$d" y1="45" x2="%1$d" y2="%2$d" stroke="#999" stroke-dasharray="3 3"/>
                <text x="%1$d" y="35" text-anchor="middle" font-weight="bold" font-size="14">%3$s</text>
                """.formatted(x, bottom, markup(name)));
    }

    private static void arrow(StringBuilder svg, Arrow arrow, int y, double begun) {
        String colour = arrow.failed() ? "#b00020" : arrow.back() ? "#2e7d32" : "#1a4d8f";
        int tip = arrow.back() ? HOST : PLUGIN;
        int wing = arrow.back() ? tip + 8 : tip - 8;
        svg.append(String.format(
                Locale.ROOT,
                """
                <text x="10" y="%2$d" fill="#666">%3$.4f s</text>
                <line x1="%4$d" y1="%1$d" x2="%5$d" y2="%1$d" stroke="%6$s"%8$s/>
                <path d="M%7$d %9$d L%10$d %1$d L%7$d %11$d" fill="none" stroke="%6$s"/>
                <text x="%12$d" y="%2$d" fill="%6$s">%13$s</text>
                """,
                y,
                y - 5,
                arrow.time() - begun,
                HOST,
                PLUGIN,
                colour,
                wing,
                arrow.back() ? " stroke-dasharray=\"6 3\"" : "",
                y - 4,
                tip,
                y + 4,
                HOST + 14,
                markup(arrow.text())));
    }

    private static String markup(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
