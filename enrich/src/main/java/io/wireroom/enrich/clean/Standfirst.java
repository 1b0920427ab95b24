package io.wireroom.enrich.clean;

import io.wireroom.contract.Article.BlockKind;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Finds the paragraph between title and text that sums the article up, where it stands outside of the body. */
final class Standfirst {

    private static final Pattern NAME = Pattern.compile(
            "(?:^|[\\s_-])(?:standfirst|stand-first|sub-?titles?|sub-?head(?:line|ing)?s?|dek|deck|lede|lead|leads|intro|introduction"
                    + "|summary|excerpt|abstract|chapo|chapeau|vorspann|sapo|ingress|manchet|bajada|entradilla|description|strapline|tagline)"
                    + "(?=$|[\\s_-])");
    private static final int MIN_CHARS = 30;
    private static final int MAX_CHARS = 600;

    private Standfirst() {}

    /** The standfirst among the lines of the page before the body's first; null when there is none outside the body. */
    static @Nullable PageLine before(List<PageLine> body, List<PageLine> all, String title, Document page) {
        if (body.isEmpty()) {
            return null;
        }
        var first = all.indexOf(body.getFirst());
        var described = Words.fold(page.select("meta[property=og:description], meta[name=description]")
                .attr("content"));
        var heading = lastTitle(all.subList(0, Math.max(first, 0)), title);
        if (heading < 0) {
            return null;
        }
        for (var line : all.subList(heading + 1, first)) {
            var length = line.text().length();
            if (length < MIN_CHARS || length > MAX_CHARS || line.linkShare() > 0.3) {
                continue;
            }
            var folded = Words.fold(line.text());
            var isDescription = described.length() >= MIN_CHARS
                    && (folded.equals(described) || folded.startsWith(described) || described.startsWith(folded));
            if (line.owner().closest("nav, aside, footer, figure") != null) {
                continue;
            }
            if ((isDescription || isNamed(line.owner())) && !repeats(body, folded)) {
                return new PageLine(BlockKind.PARAGRAPH, line.text(), line.linkChars(), false, line.owner());
            }
        }
        return null;
    }

    /** The standfirst among the first lines of the body itself; null when none is named so. */
    static @Nullable PageLine within(List<PageLine> body, Element container) {
        return body.stream()
                .limit(3)
                .filter(line -> line.text().length() >= MIN_CHARS && line.text().length() <= MAX_CHARS)
                .filter(line -> line.owner() != container
                        && NAME.matcher(Furniture.signature(line.owner())).find())
                .findFirst()
                .orElse(null);
    }

    private static int lastTitle(List<PageLine> before, String title) {
        for (int i = before.size() - 1; i >= 0; i--) {
            var line = before.get(i);
            if (line.owner().normalName().equals("h1")
                    || Words.fold(line.text()).equals(Words.fold(title))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean repeats(List<PageLine> body, String folded) {
        return body.stream().limit(4).anyMatch(line -> Words.fold(line.text()).startsWith(folded));
    }

    private static boolean isNamed(Element owner) {
        Element up = owner;
        for (int i = 0; i < 3 && up != null; i++, up = up.parent()) {
            if (NAME.matcher(Furniture.signature(up)).find()) {
                return true;
            }
        }
        return false;
    }
}
