package io.wireroom.training.topics;

import java.util.List;
import java.util.Locale;

/** A reliability diagram as SVG: the share of right answers by the confidence of the model. */
final class ReliabilityDiagram {

    private static final int SIDE = 320;
    private static final int MARGIN = 56;

    private ReliabilityDiagram() {}

    static String svg(String title, List<Calibration.Bin> bins) {
        var width = SIDE + 2 * MARGIN;
        var height = SIDE + 2 * MARGIN;
        var svg = new StringBuilder(4_000);
        add(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">",
                width,
                height);
        add(svg, "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>", width, height);
        add(svg, "<text x=\"%d\" y=\"24\" font-size=\"14\">%s</text>", MARGIN, title);
        var step = SIDE / bins.size();
        for (var at = 0; at < bins.size(); at++) {
            var bin = bins.get(at);
            if (bin.answers() == 0) {
                continue;
            }
            var x = MARGIN + at * step;
            add(
                    svg,
                    "<rect x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" fill=\"#4a78b5\"><title>%s</title></rect>",
                    x + 1,
                    y(bin.accuracy()),
                    step - 2,
                    bin.accuracy() * SIDE,
                    String.format(
                            Locale.ROOT,
                            "%d answers, confidence %.2f, right %.2f",
                            bin.answers(),
                            bin.confidence(),
                            bin.accuracy()));
            add(
                    svg,
                    "<text x=\"%.1f\" y=\"%.1f\" font-size=\"9\" text-anchor=\"middle\" fill=\"#555\">%d</text>",
                    x + step / 2.0,
                    y(bin.accuracy()) - 4,
                    bin.answers());
        }
        add(
                svg,
                "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#c33\" stroke-dasharray=\"5 4\"/>",
                MARGIN,
                MARGIN + SIDE,
                MARGIN + SIDE,
                MARGIN);
        add(
                svg,
                "<path d=\"M%d %d V%d H%d\" fill=\"none\" stroke=\"#333\"/>",
                MARGIN,
                MARGIN,
                MARGIN + SIDE,
                MARGIN + SIDE);
        for (var tenth = 0; tenth <= 10; tenth += 2) {
            add(
                    svg,
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.1f</text>",
                    MARGIN - 6,
                    y(tenth / 10.0) + 4,
                    tenth / 10.0);
            add(
                    svg,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.1f</text>",
                    MARGIN + tenth / 10.0 * SIDE,
                    MARGIN + SIDE + 18,
                    tenth / 10.0);
        }
        add(
                svg,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">confidence of the first topic</text>",
                MARGIN + SIDE / 2,
                height - 14);
        add(
                svg,
                "<text x=\"14\" y=\"%d\" text-anchor=\"middle\" transform=\"rotate(-90 14 %d)\">share that is right</text>",
                MARGIN + SIDE / 2,
                MARGIN + SIDE / 2);
        return svg.append("</svg>\n").toString();
    }

    private static double y(double share) {
        return MARGIN + SIDE * (1 - share);
    }

    private static void add(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
