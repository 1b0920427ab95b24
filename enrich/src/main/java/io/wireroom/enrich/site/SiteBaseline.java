package io.wireroom.enrich.site;

import io.wireroom.enrich.clean.page.Layout;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The baseline of a site's extraction results: which fields are filled, text length, rejections and page layouts. It shows
 * drift. Immutable and bounded.
 *
 * @param code hash of the code and rules that made these observations; those of others are not comparable
 * @param trends one for each {@link SiteSignal}
 * @param layouts that were seen, at most {@value #MAX_LAYOUTS}
 */
public record SiteBaseline(int code, Map<SiteSignal, Trend> trends, List<Known> layouts) {

    static final int MAX_LAYOUTS = 8;

    /** A layout is established after this number of articles. */
    private static final int ESTABLISHED = 8;

    private static final int MAX_COUNT = 1_000;
    private static final double ALIKE = 0.5;

    /** A layout and on how many articles it was seen. */
    record Known(Layout layout, int count) {}

    /**
     * What one article adds to the baseline of its site.
     *
     * @param title whether the page has a title of its own; so for {@code date}
     * @param author whether it names a person
     * @param chars of its text
     */
    public record Article(boolean title, boolean date, boolean author, int chars, Layout layout) {}

    public SiteBaseline {
        trends = Map.copyOf(trends);
        layouts = List.copyOf(layouts);
    }

    /** An empty baseline for code and rules of this hash. */
    static SiteBaseline fresh(int code) {
        var trends = new EnumMap<SiteSignal, Trend>(SiteSignal.class);
        for (var signal : SiteSignal.values()) {
            trends.put(signal, Trend.NONE);
        }
        return new SiteBaseline(code, trends, List.of());
    }

    /** These, or fresh ones where they were seen by other code or rules. */
    SiteBaseline of(int currentCode) {
        return code == currentCode ? this : fresh(currentCode);
    }

    /** The signals that are not as they were. */
    public Set<SiteSignal> drifting() {
        var signals = EnumSet.noneOf(SiteSignal.class);
        trends.forEach((signal, trend) -> {
            if (trend.drifting()) {
                signals.add(signal);
            }
        });
        return signals;
    }

    /** With one more article. */
    SiteBaseline with(Article article) {
        var now = new EnumMap<>(trends);
        var familiar = isFamiliar(article.layout());
        observe(
                now,
                SiteSignal.LAYOUT,
                familiar || trend(now, SiteSignal.LAYOUT).count() < Trend.ENOUGH);
        observe(now, SiteSignal.TITLE, article.title());
        observe(now, SiteSignal.DATE, article.date());
        observe(now, SiteSignal.AUTHOR, article.author());
        observe(now, SiteSignal.LENGTH, Math.log(Math.max(1, article.chars())) / Math.log(2));
        observe(now, SiteSignal.REJECTED, false);
        return new SiteBaseline(code, now, with(article.layout()));
    }

    /** With one more rejected page. */
    SiteBaseline withRejected() {
        var now = new EnumMap<>(trends);
        observe(now, SiteSignal.REJECTED, true);
        return new SiteBaseline(code, now, layouts);
    }

    private static void observe(Map<SiteSignal, Trend> trends, SiteSignal signal, boolean fulfilled) {
        observe(trends, signal, fulfilled ? 1 : 0);
    }

    private static void observe(Map<SiteSignal, Trend> trends, SiteSignal signal, double value) {
        trends.put(signal, trend(trends, signal).with(signal, value));
    }

    private static Trend trend(Map<SiteSignal, Trend> trends, SiteSignal signal) {
        return trends.getOrDefault(signal, Trend.NONE);
    }

    private boolean isFamiliar(Layout layout) {
        var nearest = nearest(layout);
        return nearest >= 0 && layouts.get(nearest).count() >= ESTABLISHED;
    }

    /** The known layout that is most like this one, if one is alike; the seldom seen one makes room for a new one. */
    private List<Known> with(Layout layout) {
        var all = new ArrayList<>(layouts);
        var nearest = nearest(layout);
        if (nearest >= 0) {
            var known = all.get(nearest);
            all.set(nearest, new Known(known.layout(), Math.min(MAX_COUNT, known.count() + 1)));
            return all;
        }
        if (all.size() == MAX_LAYOUTS) {
            var rarest = 0;
            for (int i = 1; i < all.size(); i++) {
                rarest = all.get(i).count() < all.get(rarest).count() ? i : rarest;
            }
            all.remove(rarest);
        }
        all.add(new Known(layout, 1));
        return all;
    }

    private int nearest(Layout layout) {
        var nearest = -1;
        var most = ALIKE;
        for (int i = 0; i < layouts.size(); i++) {
            var likeness = layouts.get(i).layout().likeness(layout);
            if (likeness >= most && (nearest < 0 || likeness > most)) {
                nearest = i;
                most = likeness;
            }
        }
        return nearest;
    }
}
