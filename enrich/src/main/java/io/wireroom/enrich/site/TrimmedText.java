package io.wireroom.enrich.site;

import io.wireroom.contract.Article.Block;
import io.wireroom.contract.Article.BlockKind;
import io.wireroom.enrich.site.SiteBoilerplate.Evidence;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * An article's text without the boilerplate of its site.
 *
 * <p>Lines that recur on many articles of a site may still be part of them, so some lines stay whatever their count:
 * the title, code, questions in the middle, a sub-heading over a line that stays, a list or table of which one item or row
 * is new. An article that would lose most of itself loses nothing: there, what recurs is the content.
 *
 * @param blocks kinds and half-open UTF-16 offsets of the lines
 * @param dropped lines that were left out
 */
public record TrimmedText(String text, List<Block> blocks, int dropped) {

    private static final int LINES_OF_HEAD = 3;
    private static final int LINES_OF_FOOT = 5;

    /** Share of the characters that may always go. */
    private static final double HALF = 0.5;

    /** Share that may go where enough is left to be an article. */
    private static final double MOST = 0.8;

    private static final int ENOUGH_CHARS = 140;
    private static final String QUESTION_MARKS = "?\u037e\u061f\uff1f";

    public TrimmedText {
        blocks = List.copyOf(blocks);
    }

    /** The text of an article of a site of which this is known. */
    static TrimmedText of(SiteText text, SiteBoilerplate known) {
        var lines = new Trimming(text, known);
        var drop = lines.dropped();
        var all = text.text().length();
        var gone = drop.stream().map(i -> text.line(i).length()).sum();
        if (drop.isEmpty() || gone > (all - gone < ENOUGH_CHARS ? HALF : MOST) * all) {
            return new TrimmedText(text.text(), text.blocks(), 0);
        }
        return without(text, drop);
    }

    private static TrimmedText without(SiteText article, BitSet drop) {
        var text = new StringBuilder();
        var blocks = new ArrayList<Block>();
        for (int i = 0; i < article.size(); i++) {
            if (!drop.get(i)) {
                if (!text.isEmpty()) {
                    text.append('\n');
                }
                var line = article.line(i);
                blocks.add(new Block(article.kind(i), text.length(), text.length() + line.length()));
                text.append(line);
            }
        }
        return new TrimmedText(text.toString(), blocks, drop.cardinality());
    }

    /** The decision over the lines of one article. */
    private static final class Trimming {

        private final SiteText text;
        private final BitSet often;
        private final BitSet always;
        private final BitSet drop;

        Trimming(SiteText text, SiteBoilerplate known) {
            this.text = text;
            var size = text.size();
            often = new BitSet(size);
            always = new BitSet(size);
            drop = new BitSet(size);
            var counts = known.counts();
            var title = LineKey.of(text.title());
            for (int i = 0; i < size; i++) {
                var key = text.keys().get(i);
                var count = key == title ? 0 : counts.getOrDefault(key, 0);
                often.set(i, Evidence.AT_THE_EDGE.suffices(count, known.articles()));
                always.set(i, Evidence.IN_THE_MIDDLE.suffices(count, known.articles()));
            }
        }

        BitSet dropped() {
            for (int i = 0; i < text.size(); i++) {
                drop.set(i, mayGo(i) && always.get(i) && !isQuestion(i));
            }
            // From the ends inwards: what is boilerplate itself does not push the next line into the middle.
            peel(0, 1, LINES_OF_HEAD);
            peel(text.size() - 1, -1, LINES_OF_FOOT);
            keepPartialRuns();
            dropEmptiedHeadings();
            return drop;
        }

        private void peel(int from, int step, int others) {
            var passed = 0;
            for (int i = from; i >= 0 && i < text.size() && passed < others; i += step) {
                if (mayGo(i) && often.get(i)) {
                    drop.set(i);
                }
                passed += drop.get(i) || text.kind(i) == BlockKind.HEADING ? 0 : 1;
            }
        }

        private void keepPartialRuns() {
            for (int from = 0; from < text.size(); ) {
                var to = from;
                var all = true;
                var kind = text.kind(from);
                var run = kind == BlockKind.LIST_ITEM || kind == BlockKind.TABLE_ROW;
                while (run && to < text.size() && text.kind(to) == kind) {
                    all &= drop.get(to++);
                }
                if (!all) {
                    drop.clear(from, to);
                }
                from = Math.max(to, from + 1);
            }
        }

        /** A heading goes with the line under it if the two recur together, or if nothing follows any more. */
        private void dropEmptiedHeadings() {
            for (int i = text.size() - 2; i >= 0; i--) {
                if (text.kind(i) == BlockKind.HEADING && drop.get(i + 1)) {
                    drop.set(i, often.get(i) || drop.nextClearBit(i + 1) >= text.size());
                }
            }
        }

        private boolean mayGo(int i) {
            return switch (text.kind(i)) {
                case PARAGRAPH, LIST_ITEM, QUOTE, TABLE_ROW -> true;
                case HEADING, PREFORMATTED, OTHER -> false;
            };
        }

        private boolean isQuestion(int i) {
            var line = text.line(i);
            return !line.isEmpty() && QUESTION_MARKS.indexOf(line.charAt(line.length() - 1)) >= 0;
        }
    }
}
