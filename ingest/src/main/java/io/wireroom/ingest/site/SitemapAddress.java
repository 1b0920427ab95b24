package io.wireroom.ingest.site;

import java.util.Locale;
import java.util.regex.Pattern;

/** Addresses that are those of sitemaps, for lists that do not distinguish sitemaps from pages. */
final class SitemapAddress {

    private static final Pattern PACKED = Pattern.compile(".*\\.xml\\.?(gz|bz2|zip)|.*sitemap.*\\.gz");
    private static final Pattern XML = Pattern.compile(".*\\.xml");
    private static final Pattern NAMED = Pattern.compile(
            "(.*[/_.-])?(site|news|post|page|google)[_-]?(site)?maps?([_.-]?index)?([/_.-].*|\\d*)\\.(xml|txt|php|aspx?|ashx|jsp|do)");

    private static final Pattern BARE_NAME = Pattern.compile("(.*[-_.])?sitemaps?([-_.].*)?/?");

    /** Longer names are titles, and not tried against the patterns. */
    private static final int LONGEST = 200;

    private SitemapAddress() {}

    /** Whether the address ends as one of a sitemap does: all that a list holds must, to be an index. */
    static boolean endsAsOne(SitemapHandler.Item item) {
        var file = file(item);
        return item.title() == null
                && (XML.matcher(file).matches()
                        || PACKED.matcher(file).matches()
                        || NAMED.matcher(file).matches()
                        || BARE_NAME.matcher(file).matches());
    }

    /**
     * Whether the address is that of a sitemap.
     *
     * @param amongSitemaps whether all others of the list may be some, too
     */
    static boolean isOne(SitemapHandler.Item item, boolean amongSitemaps) {
        var file = file(item);
        return item.title() == null
                && (amongSitemaps
                        || PACKED.matcher(file).matches()
                        || (XML.matcher(file).matches() && NAMED.matcher(file).matches()));
    }

    /** Path in lower case, without the query. */
    private static String file(SitemapHandler.Item item) {
        var loc = item.loc() == null ? "" : item.loc().toLowerCase(Locale.ROOT);
        var end = loc.length();
        for (var sign : new char[] {'?', '#'}) {
            var at = loc.indexOf(sign);
            end = at >= 0 && at < end ? at : end;
        }
        var file = loc.substring(0, end);
        var name = file.substring(file.lastIndexOf('/', Math.max(0, file.length() - 2)) + 1);
        return name.length() > LONGEST ? "" : name;
    }
}
