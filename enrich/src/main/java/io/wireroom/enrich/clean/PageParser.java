package io.wireroom.enrich.clean;

import io.wireroom.enrich.clean.Deadline.TooComplexException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Node;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/** Parses HTML in bounded time and depth: the text is handed over in small pieces, and the clock asked at each. */
final class PageParser {

    private static final int PIECE_CHARS = 4_096;

    private PageParser() {}

    static Document parse(String html, String baseUri, Limits limits, Deadline deadline) {
        refuseTooManyTags(html, limits);
        var parser = Parser.htmlParser().setMaxDepth(limits.maxDepth() + 8);
        var page = parser.parseInput(new TimedReader(html, deadline), baseUri);
        NodeTraversor.traverse(new Counter(limits, deadline), page);
        return page;
    }

    private static void refuseTooManyTags(String html, Limits limits) {
        var tags = 0;
        for (int at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
            if (at + 1 < html.length() && Character.isLetter(html.charAt(at + 1)) && ++tags > limits.maxNodes()) {
                throw new TooComplexException("more than " + limits.maxNodes() + " elements");
            }
        }
    }

    private static final class Counter implements NodeVisitor {

        private final Limits limits;
        private final Deadline deadline;
        private int nodes;

        private Counter(Limits limits, Deadline deadline) {
            this.limits = limits;
            this.deadline = deadline;
        }

        @Override
        public void head(Node node, int depth) {
            if (depth > limits.maxDepth()) {
                throw new TooComplexException("elements are nested deeper than " + limits.maxDepth());
            }
            if (++nodes > limits.maxNodes()) {
                throw new TooComplexException("more than " + limits.maxNodes() + " nodes");
            }
            if (nodes % 1_000 == 0) {
                deadline.checkNow();
            }
        }
    }

    private static final class TimedReader extends Reader {

        private final StringReader html;
        private final Deadline deadline;

        private TimedReader(String html, Deadline deadline) {
            this.html = new StringReader(html);
            this.deadline = deadline;
        }

        @Override
        public int read(char[] into, int from, int length) throws IOException {
            deadline.checkNow();
            return html.read(into, from, Math.min(length, PIECE_CHARS));
        }

        @Override
        public void close() {
            html.close();
        }
    }
}
