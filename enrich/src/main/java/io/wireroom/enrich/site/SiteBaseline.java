package io.wireroom.enrich.site;

import io.wireroom.enrich.clean.page.Layout;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the pages of a site use to come out: how full their fields are, how long, how many are turned away, and how they
 * are built. Immutable and bounded.
 *
 * @param stamp of the code and rules that made these observations: others' are not to be compared with them
 * @param trends one for each {@link SiteSignal}
 * @param layouts that were seen, at most {@value #MAX_LAYOUTS}
 */
public record SiteBaseline(int stamp, Map<SiteSignal, Trend> trends, List<Known> layouts) {

    static final int MAX_LAYOUTS = 8;

    /** A layout is the site's own when so many articles had it. */
    private static final int ESTABLISHED = 8;

    private static final int MAX_COUNT = 1_000;
    private static final double ALIKE = 0.5;

    /** A layout and on how many articles it was seen. */
    record Known(Layout layout, int count) {}

    /**
     * What one article tells of its site.
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

    /** Nothing is known yet; what will be is seen by code and rules of this stamp. */
    static SiteBaseline fresh(int stamp) {
        var trends = new EnumMap<SiteSignal, Trend>(SiteSignal.class);
        for (var sign : SiteSignal.values()) {
            trends.put(sign, Trend.NONE);
        }
        return new SiteBaseline(stamp, trends, List.of());
    }

    /** These, or fresh ones where they were seen by other code or rules. */
    SiteBaseline of(int currentStamp) {
        return stamp == currentStamp ? this : fresh(currentStamp);
    }

    /** What is not as it used to be. */
    public Set<SiteSignal> drifting() {
        var signs = EnumSet.noneOf(SiteSignal.class);
        trends.forEach((sign, trend) -> {
            if (trend.drifting()) {
                signs.add(sign);
            }
        });
        return signs;
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
        return new SiteBaseline(stamp, now, with(article.layout()));
    }

    /** With one more page that was turned away. */
    SiteBaseline withRejected() {
        var now = new EnumMap<>(trends);
        observe(now, SiteSignal.REJECTED, true);
        return new SiteBaseline(stamp, now, layouts);
    }

    private static void observe(Map<SiteSignal, Trend> trends, SiteSignal sign, boolean fulfilled) {
        observe(trends, sign, fulfilled ? 1 : 0);
    }

    private static void observe(Map<SiteSignal, Trend> trends, SiteSignal sign, double value) {
        trends.put(sign, trend(trends, sign).with(sign, value));
    }

    private static Trend trend(Map<SiteSignal, Trend> trends, SiteSignal sign) {
        return trends.getOrDefault(sign, Trend.NONE);
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
