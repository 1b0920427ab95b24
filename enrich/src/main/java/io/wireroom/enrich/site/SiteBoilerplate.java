package io.wireroom.enrich.site;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * The lines that were seen on articles of a site, and on how many of them: hashes and counts, bounded in number.
 * Immutable. What stands on many articles is the site's boilerplate.
 *
 * <p>Counts are lower bounds: a line that was evicted begins again at 1. When they are
 * over {@value #MOST_ARTICLES} articles, all are halved, so that what a site no longer prints is forgotten, and nothing
 * asks a clock.
 *
 * @param articles that were counted, halved as the lines are
 * @param counted articles ever
 * @param lines by their key, ascending; at most {@value #MAX_LINES}
 * @param texts keys of the last texts, the oldest first; at most {@value #MAX_TEXTS}
 */
public record SiteBoilerplate(int articles, int counted, List<Line> lines, List<Long> texts) {

    /** Nothing is known yet. */
    public static final SiteBoilerplate NONE = new SiteBoilerplate(0, 0, List.of(), List.of());

    static final int MAX_LINES = 512;
    static final int MAX_TEXTS = 32;
    static final int MOST_ARTICLES = 256;

    /** Of one article; of longer ones the beginning and the end. */
    private static final int MAX_LINES_PER_ARTICLE = 120;

    private static final int LINES_OF_BEGINNING = 40;

    private static final Comparator<Line> STRONGEST_FIRST = Comparator.comparingInt(Line::count)
            .thenComparingInt(Line::last)
            .reversed()
            .thenComparingLong(Line::key);

    /**
     * One line.
     *
     * @param key see {@link LineKey}
     * @param count articles that it stood on
     * @param last number of the article it stood on last
     */
    public record Line(long key, int count, int last) {}

    /** How often a line must have been seen to be boilerplate. */
    enum Evidence {
        /** For what stands at the head or the foot of an article, where boilerplate is. */
        AT_THE_EDGE(5, 0.2),
        /** For what stands in the middle of it. */
        IN_THE_MIDDLE(8, 0.5);

        private final int articles;
        private final double share;

        Evidence(int articles, double share) {
            this.articles = articles;
            this.share = share;
        }

        boolean suffices(int count, int ofArticles) {
            return count >= articles && count >= share * ofArticles;
        }
    }

    public SiteBoilerplate {
        lines = List.copyOf(lines);
        texts = List.copyOf(texts);
    }

    /**
     * With one more article. A text that was there lately under another address counts once.
     *
     * @param keys of its lines, in order
     */
    SiteBoilerplate with(List<Long> keys) {
        var text = LineKey.of(keys);
        if (texts.contains(text)) {
            return this;
        }
        var number = counted + 1;
        var all = new HashMap<Long, Line>();
        lines.forEach(line -> all.put(line.key(), line));
        for (var key : learnable(keys)) {
            all.merge(key, new Line(key, 1, number), (known, one) -> new Line(key, known.count() + 1, number));
        }
        var recent = new ArrayList<>(texts);
        recent.add(text);
        var grown = new SiteBoilerplate(
                articles + 1,
                number,
                strongest(all.values()),
                recent.subList(Math.max(0, recent.size() - MAX_TEXTS), recent.size()));
        return grown.articles < MOST_ARTICLES ? grown : grown.halved();
    }

    /** For each known line on how many articles it stood. */
    Map<Long, Integer> counts() {
        var counts = new HashMap<Long, Integer>();
        lines.forEach(line -> counts.put(line.key(), line.count()));
        return counts;
    }

    private static Collection<Long> learnable(List<Long> keys) {
        var wanted = new LinkedHashSet<Long>();
        for (int i = 0; i < keys.size(); i++) {
            var left = keys.size() - i;
            if (keys.get(i) != LineKey.NONE
                    && (i < LINES_OF_BEGINNING || left <= MAX_LINES_PER_ARTICLE - LINES_OF_BEGINNING)) {
                wanted.add(keys.get(i));
            }
        }
        return wanted;
    }

    /** Where there are too many, those seen least and longest ago go. */
    private static List<Line> strongest(Collection<Line> lines) {
        return lines.stream()
                .sorted(STRONGEST_FIRST)
                .limit(MAX_LINES)
                .sorted(Comparator.comparingLong(Line::key))
                .toList();
    }

    private SiteBoilerplate halved() {
        var left = lines.stream()
                .filter(line -> line.count() > 1)
                .map(line -> new Line(line.key(), line.count() / 2, line.last()))
                .toList();
        return new SiteBoilerplate(articles / 2, counted, left, texts);
    }
}
