package io.wireroom.bench.wire;

import java.util.List;
import java.util.Locale;

/** A plot of lines over time as SVG, readable on light and dark pages. */
final class LinePlot {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 280;
    private static final int LEFT = 64;
    private static final int TOP = 36;
    private static final int RIGHT = 140;
    private static final int BOTTOM = 40;
    private static final int LINES = 5;
    private static final List<String> COLOURS =
            List.of("#4a78b5", "#c9822b", "#4f9d5b", "#b5484a", "#7d62ad", "#4b9aa3");

    private LinePlot() {}

    /**
     * A line.
     *
     * @param values one for each second, from 0 on
     */
    record Line(String name, List<Double> values) {

        Line {
            values = List.copyOf(values);
        }
    }

    /** The plot of these lines, whose values are 0 or more. */
    static String svg(String title, String unit, List<Line> lines) {
        var seconds =
                lines.stream().mapToInt(line -> line.values().size()).max().orElse(0);
        var top = rounded(lines.stream()
                .flatMap(line -> line.values().stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1));
        var svg = new StringBuilder(8_000);
        add(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"11\">",
                LEFT + WIDTH + RIGHT,
                TOP + HEIGHT + BOTTOM);
        add(svg, "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>");
        add(svg, "<text x=\"%d\" y=\"20\" font-size=\"14\">%s</text>", LEFT, title);
        for (var at = 0; at <= LINES; at++) {
            var value = top * at / LINES;
            var y = TOP + HEIGHT - (double) HEIGHT * at / LINES;
            add(svg, "<path d=\"M%d %.1fh%d\" stroke=\"#ddd\"/>", LEFT, y, WIDTH);
            add(svg, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%,.0f</text>", LEFT - 6, y + 4, value);
            add(
                    svg,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d s</text>",
                    LEFT + (double) WIDTH * at / LINES,
                    TOP + HEIGHT + 18,
                    (long) seconds * at / LINES);
        }
        add(svg, "<text x=\"%d\" y=\"%d\">%s</text>", LEFT, TOP + HEIGHT + 34, unit);
        for (var at = 0; at < lines.size(); at++) {
            var colour = COLOURS.get(at % COLOURS.size());
            var values = lines.get(at).values();
            svg.append("<polyline fill=\"none\" stroke-width=\"1.5\" stroke=\"")
                    .append(colour)
                    .append("\" points=\"");
            for (var second = 0; second < values.size(); second++) {
                add(
                        svg,
                        "%.1f,%.1f ",
                        LEFT + (double) WIDTH * second / Math.max(1, seconds - 1),
                        TOP + HEIGHT - HEIGHT * values.get(second) / top);
            }
            svg.append("\"/>\n");
            add(
                    svg,
                    "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>",
                    LEFT + WIDTH + 10,
                    TOP + 14 + at * 16,
                    colour,
                    lines.get(at).name());
        }
        return svg.append("</svg>\n").toString();
    }

    /** The next 1, 2 or 5 with zeros, so that the scale has round figures. */
    private static double rounded(double most) {
        var unit = Math.pow(10, Math.floor(Math.log10(Math.max(1, most))));
        for (var factor : List.of(1, 2, 5)) {
            if (factor * unit >= most) {
                return factor * unit;
            }
        }
        return 10 * unit;
    }

    private static void add(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
        if (format.endsWith(">")) {
            svg.append('\n');
        }
    }
}
