package io.wireroom.enrich.clean.body;

import io.wireroom.enrich.clean.page.PageElement;
import io.wireroom.enrich.clean.page.PageLine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@link LineFeature}s of the lines of a page that may belong to its article: a row of bytes for each, with empty rows
 * before and after, so that the rows of neighbours are at a fixed distance. Made after the rules, whose verdicts are
 * features. A row is completed when it is first needed, because most lines of a page are not near one that is judged. Not
 * thread-safe.
 */
public final class LineFeatures {

    /** Bytes of a row. */
    public static final int ROW = LineFeature.values().length;

    /** Rows before the first line and after the last. */
    public static final int MARGIN = 3;

    private static final double MENU_LINKS = 0.8;

    private final List<PageLine> lines;
    private final byte[] rows;
    private final boolean[] complete;
    private final LineRows writer;

    private LineFeatures(List<PageLine> lines, Found found, boolean[] kept) {
        this.lines = lines;
        rows = new byte[(lines.size() + 2 * MARGIN) * ROW];
        complete = new boolean[lines.size()];
        writer = new LineRows(lines, rows, found, kept);
        writer.begin();
    }

    /** The lines that may belong to the article, in order. */
    public List<PageLine> lines() {
        return lines;
    }

    /** The row of a line of {@link #lines} begins at this place. */
    public static int row(int line) {
        return (line + MARGIN) * ROW;
    }

    /** All rows, complete. */
    public byte[] rows() {
        complete(0, lines.size());
        return rows;
    }

    /** The rows, of which those of this line and of its neighbours up to this distance are complete. */
    byte[] around(int line, int reach) {
        complete(Math.max(0, line - reach), Math.min(lines.size(), line + reach + 1));
        return rows;
    }

    private void complete(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!complete[i]) {
                complete[i] = true;
                writer.complete(i);
            }
        }
    }

    /** What a page's rules found. */
    record Found(
            List<PageLine> all,
            List<PageLine> body,
            @Nullable PageElement container,
            ElementSums sums,
            int elements,
            String title,
            String description,
            List<String> authors,
            ReferenceText stated,
            ReferenceText announced,
            NameVotes names) {}

    static LineFeatures of(Found found) {
        var kept = new boolean[found.all.size()];
        found.body.forEach(line -> kept[line.index()] = true);
        var lines = new ArrayList<PageLine>();
        for (var line : found.all) {
            if (kept[line.index()] || mayBelong(line, found.container)) {
                lines.add(line);
            }
        }
        return new LineFeatures(lines, found, kept);
    }

    /** Hidden lines, other articles and menus are out of the question. */
    private static boolean mayBelong(PageLine line, @Nullable PageElement container) {
        return switch (line.verdict()) {
            case HIDDEN, OTHER_ARTICLE -> false;
            default ->
                line.linkShare() <= MENU_LINKS
                        || line.endsSentence()
                        || container != null && container.contains(line.owner());
        };
    }
}
