package io.wireroom.enrich.clean.page;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.function.Supplier;
import org.jsoup.Jsoup;
import org.jsoup.helper.ValidationException;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** Parses HTML in bounded time and depth: the text is read in small pieces, and the deadline is checked at each. */
public final class PageParser {

    private static final int PIECE_CHARS = 8_192;

    /** A page takes less than a millisecond for as many; the clock of a thread's CPU time is dear. */
    private static final int PIECES_OF_CHECK = 4;

    private static final int SHORTEST_TAG = 3;

    private PageParser() {}

    /**
     * The parsed page.
     *
     * @param size of the page, in bytes or characters
     */
    public static Document parse(Reader html, int size, String baseUri, PageLimits limits, Deadline deadline) {
        return bounded(() -> parser(limits)
                .parseInput(
                        new BoundedReader(html, size / SHORTEST_TAG > limits.maxNodes(), limits, deadline), baseUri));
    }

    /** Parses a fragment of HTML as the content of an element. */
    public static void parseInto(Element element, String html, PageLimits limits, Deadline deadline) {
        var reader = new BoundedReader(
                new StringReader(html), html.length() / SHORTEST_TAG > limits.maxNodes(), limits, deadline);
        element.appendChildren(bounded(() -> parser(limits).parseFragmentInput(reader, element, element.baseUri())));
    }

    /** The visible text of a fragment of HTML, on one line. */
    public static String text(String html) {
        return bounded(() -> Jsoup.parseBodyFragment(html).text());
    }

    private static Parser parser(PageLimits limits) {
        return Parser.htmlParser().setMaxDepth(limits.maxDepth() + 8);
    }

    private static <T> T bounded(Supplier<T> parsing) {
        try {
            return parsing.get();
        } catch (ValidationException | IndexOutOfBoundsException e) {
            // Errors of jsoup's own on pages that nest templates or formatting in hostile ways (seen with 1.23.2).
            throw new Deadline.TooComplexException("the parser gave up: " + e.getMessage());
        }
    }

    private static final class BoundedReader extends Reader {

        private final Reader html;
        private final boolean counts;
        private final PageLimits limits;
        private final Deadline deadline;
        private int tags;
        private int pieces;

        private BoundedReader(Reader html, boolean counts, PageLimits limits, Deadline deadline) {
            this.html = html;
            this.counts = counts;
            this.limits = limits;
            this.deadline = deadline;
        }

        @Override
        public int read(char[] into, int from, int length) throws IOException {
            if (pieces++ % PIECES_OF_CHECK == 0) {
                deadline.checkNow();
            }
            var read = html.read(into, from, Math.min(length, PIECE_CHARS));
            if (counts) {
                count(into, from, from + read);
            }
            return read;
        }

        private void count(char[] text, int from, int to) {
            for (int i = from; i < to; i++) {
                if (text[i] == '<' && ++tags > limits.maxNodes()) {
                    throw new Deadline.TooComplexException("more than " + limits.maxNodes() + " elements");
                }
            }
        }

        @Override
        public void close() throws IOException {
            html.close();
        }
    }
}
