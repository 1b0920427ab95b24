package io.wireroom.enrich.clean.page;

import io.wireroom.text.FoldedText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the headline among the lines of a page. */
public final class Headline {

    private static final int LONGER = 20;

    private Headline() {}

    /** The index of the heading that repeats the title, else of the first heading of the first level; -1 without one. */
    public static int index(List<PageLine> lines, @Nullable String title) {
        var folded = title == null ? "" : FoldedText.fold(title);
        var first = -1;
        for (var line : lines) {
            var top = line.owner().name.equals("h1");
            if ((top || line.owner().name.equals("h2"))
                    && !folded.isEmpty()
                    && line.length() <= 2 * folded.length() + LONGER
                    && FoldedText.fold(line.text()).equals(folded)) {
                return line.index();
            }
            if (top && first < 0) {
                first = line.index();
            }
        }
        return first;
    }
}
