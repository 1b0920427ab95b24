package io.wireroom.enrich.clean.metadata;

import io.wireroom.text.FoldedText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * The headline in a heading. Beside it, a heading may hold the name of a section, a label, a date, a number of comments or
 * a subtitle, each in an element of its own: what other places of the page state as the title shows which parts are the
 * headline; where they do not, the names of the elements do.
 */
final class HeadingText {

    /** The text of one text node, and whether its element is named as a label. */
    private record Run(int start, int end, boolean label) {}

    private static final int MAX_RUNS = 16;
    private static final int LEAST_WORDS = 2;
    private static final Set<String> LABEL_ELEMENTS = Set.of("time", "button", "small", "sup", "svg", "label");

    /** Words of the class of an element that holds something else than the headline. */
    private static final Set<String> LABELS = Set.of("""
            kicker eyebrow overline topline overtitle badge label labels flag tag category rubric rubrik ressort spitzmarke
            dachzeile roofline pretitle suptitle supertitle supertitulo antetitulo antetitle occhiello surtitre chapeu cartola
            volanta vignette ticker live premium plus paid lock counter count comments comment share sharing time date updated
            timestamp subtitle subline subhead sub dek standfirst tagline only hidden visuallyhidden screenreader icon
            reading duration sponsored ad advertorial anzeige breaking exclusive kategorie""".split("\\s+"));

    private static final Pattern SECTION_END = Pattern.compile("(?<!\\s)\\s*+[|｜]\\s+");
    private static final int AGREED = 2;

    /** What stood between a label and the headline. */
    private static final Pattern LEADING_MARKS = Pattern.compile("^[-–—|:·•/ ]+");

    private static final Pattern NAME_ENDS = Pattern.compile("[^a-z]+");
    private static final Pattern CAPITALS = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    private final StringBuilder text = new StringBuilder();
    private final List<Run> runs = new ArrayList<>();

    private HeadingText(Element heading) {
        heading.traverse(new Reader(heading));
    }

    /**
     * The headline in this heading.
     *
     * @param stated the titles that other places of the page state, folded
     */
    static String of(Element heading, Collection<String> stated) {
        if (heading.childrenSize() == 0) {
            return withoutSection(FoldedText.tidy(heading.text()), stated);
        }
        var parts = new HeadingText(heading);
        if (parts.runs.size() < 2 || parts.runs.size() > MAX_RUNS) {
            return FoldedText.tidy(parts.text.toString());
        }
        var agreed = parts.agreed(stated);
        return agreed.isEmpty() ? parts.withoutLabels() : agreed;
    }

    /** Without a section before a bar, where two other places agree on the rest: {@code Harbour | Ferry resumes}. */
    private static String withoutSection(String text, Collection<String> stated) {
        var end = SECTION_END.matcher(text);
        if (!end.find()) {
            return text;
        }
        var rest = text.substring(end.end());
        var folded = FoldedText.fold(rest);
        return stated.stream().filter(folded::equals).count() >= AGREED ? rest : text;
    }

    /** The parts side by side that most of the stated titles equal, the longest of those; empty where none is equal. */
    private String agreed(Collection<String> stated) {
        var best = "";
        var most = 0L;
        for (int from = 0; from < runs.size(); from++) {
            for (int to = runs.size() - 1; to >= from; to--) {
                var part = FoldedText.tidy(
                        text.substring(runs.get(from).start(), runs.get(to).end()));
                var folded = FoldedText.fold(part);
                var votes = folded.isEmpty()
                        ? 0
                        : stated.stream().filter(folded::equals).count();
                if (votes > most || (votes == most && votes > 0 && part.length() > best.length())) {
                    most = votes;
                    best = part;
                }
            }
        }
        return best;
    }

    private String withoutLabels() {
        var left = new StringBuilder();
        var end = 0;
        for (var run : runs) {
            if (!run.label()) {
                left.append(text, left.isEmpty() ? run.start() : Math.min(end, run.start()), run.end());
            } else {
                left.append(' ');
            }
            end = run.end();
        }
        var kept = LEADING_MARKS.matcher(FoldedText.tidy(left.toString())).replaceFirst("");
        return kept.split(" ").length >= LEAST_WORDS || kept.length() > text.length() / 2
                ? kept
                : FoldedText.tidy(text.toString());
    }

    private final class Reader implements NodeVisitor {

        private final Element heading;

        /** The element that the last run ended with; a run of the heading itself ends with none. */
        private boolean afterElement;

        private Reader(Element heading) {
            this.heading = heading;
        }

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode chars) {
                add(chars);
            } else if (node instanceof Element element && element != heading) {
                if (element.isBlock() || element.normalName().equals("br")) {
                    text.append(' ');
                } else if (afterElement && isGlued(element)) {
                    text.append(' ');
                }
                afterElement = false;
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element && element != heading) {
                if (element.isBlock()) {
                    text.append(' ');
                }
                afterElement = true;
            }
        }

        private void add(TextNode node) {
            var element = node.parent() instanceof Element parent ? parent : heading;
            if (element.normalName().equals("rt") || element.normalName().equals("rp")) {
                return;
            }
            var chars = node.getWholeText();
            if (chars.isBlank()) {
                text.append(chars);
                afterElement = false;
                return;
            }
            var start = text.length();
            text.append(chars);
            runs.add(new Run(start, text.length(), isLabel(element)));
            afterElement = false;
        }

        /** Whether the first letter of an element touches the last of the element before, and begins a word of its own. */
        private boolean isGlued(Element element) {
            var next = element.wholeText();
            if (text.length() < 2 || next.isEmpty()) {
                return false;
            }
            var before = text.charAt(text.length() - 1);
            var first = next.charAt(0);
            return (Character.isUpperCase(first) || Character.isDigit(first))
                    && (Character.isLowerCase(before)
                            || ":.!?".indexOf(before) >= 0
                            || (Character.isUpperCase(before)
                                    && Character.isUpperCase(text.charAt(text.length() - 2))));
        }

        private boolean isLabel(Element element) {
            for (var up = element; up != heading && up != null; up = up.parent()) {
                if (LABEL_ELEMENTS.contains(up.normalName())
                        || up.hasAttr("hidden")
                        || up.attr("aria-hidden").equals("true")
                        || isNamedLabel(up.attr("class"))) {
                    return true;
                }
            }
            return false;
        }

        private static boolean isNamedLabel(String classes) {
            return !classes.isEmpty()
                    && NAME_ENDS
                            .splitAsStream(
                                    CAPITALS.matcher(classes).replaceAll("-").toLowerCase(Locale.ROOT))
                            .anyMatch(LABELS::contains);
        }
    }
}
