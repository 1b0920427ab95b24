package io.wireroom.ingest.site;

import io.wireroom.contract.address.Address;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** What feed addresses look like, and where sites keep them that do not declare them. */
public final class FeedAddressPatterns {

    /** Paths where the common content systems keep a site's feed, the most common first. */
    public static final List<String> WELL_KNOWN = List.of("""
            /feed /rss /rss.xml /atom.xml /feed.xml /index.xml /feed.json /feeds/posts/default /?feed=rss2""".split("\\s+"));

    /** Longer names are titles, and not tried against {@link #NAME}. */
    private static final int MAX_NAME = 200;

    private static final Pattern EXTENSION = Pattern.compile("\\.(rss|atom|rdf|feed)$");
    private static final Set<String> NAMES =
            Set.of("feed", "rss", "rss2", "atom", "rdf", "backend.php", "index.rdf", "feed.json", "feeds.json");
    private static final Pattern NAME = Pattern.compile(
            "(.*[-_.~])?(rss|atom|feed)s?\\d*([-_.][a-z0-9_.-]+)?\\.(xml|json|php|aspx?|jsp|cfm|cgi|cms)"
                    + "|(rss|atom)\\d*\\.html?|rssfeed.*|(.*[-_@.~])rss2?");
    private static final Pattern QUERY =
            Pattern.compile("(^|[&;])(feed|format|type|output|alt|fmt|view|mode)=(rss2?|atom|rdf|feed|jsonfeed)"
                    + "([0-9._-]*)($|[&;])|^rss2?$");
    private static final Pattern BLOGGER = Pattern.compile("/feeds/(posts|comments|\\d)");
    private static final Pattern SECTION = Pattern.compile("/(rss2?|(web|news|outbound|rss)?feeds?|atom)/.");
    private static final Pattern FEED_HOST = Pattern.compile(
            "((news)?feeds?\\d*|rss\\d*|feedproxy)\\..+|(.+\\.)?(feedburner|feedpress|feedblitz)\\.[a-z.]+");
    private static final Pattern HINT = Pattern.compile("(^|[^a-z])(rss|rdf|xml|atom|feeds?|syndication)([^a-z]|$)");
    private static final Pattern OTHER = Pattern.compile(
            "/wp-json/|oembed|opensearch|/osd\\.xml|sitemap|xmlrpc\\.php|wlwmanifest|rsd\\.xml|/rsd\\b|manifest\\.json"
                    + "|browserconfig|crossdomain|foaf|/opml|\\.opml");

    /** Sites whose addresses look like feeds but are readers, networks and checkers. */
    private static final Pattern READERS = Pattern.compile("(.+\\.)?(feedly|netvibes|bloglines|newsgator|inoreader"
            + "|theoldreader|newsblur|feedvalidator|facebook|linkedin|instagram|twitter|x|youtube|pinterest|w3|yahoo"
            + "|google|addtoany|addthis|subtome|feedbin|live|aol|reddit)\\.(com|org|net|is)");

    private FeedAddressPatterns() {}

    /** Whether an address looks like a feed's by itself: extension, file name, query or host. */
    static boolean looksLikeFeed(URI url) {
        var path = path(url);
        if (isSomethingElse(url)) {
            return false;
        }
        var name = lastSegment(path);
        return EXTENSION.matcher(path).find()
                || NAMES.contains(name)
                || (name.length() <= MAX_NAME && NAME.matcher(name).matches())
                || BLOGGER.matcher(path).find()
                || (SECTION.matcher(path).find() && !path.endsWith(".html") && !path.endsWith(".htm"))
                || QUERY.matcher(query(url)).find()
                || (isFeedHost(url) && path.length() > 1 && !path.endsWith(".html"));
    }

    /** Whether some word in path or query speaks of feeds. */
    static boolean hintsAtFeed(URI url) {
        return !isSomethingElse(url)
                && HINT.matcher(path(url) + '?' + query(url)).find();
    }

    /** Whether it is known to be no feed, although it is XML or JSON beside the page. */
    static boolean isSomethingElse(URI url) {
        return OTHER.matcher(path(url) + '?' + query(url)).find()
                || READERS.matcher(host(url)).matches() && !host(url).contains("feedburner");
    }

    /** Whether the host is there for feeds only, often of other sites. */
    static boolean isFeedHost(URI url) {
        return FEED_HOST.matcher(host(url)).matches();
    }

    private static String lastSegment(String path) {
        var end = path.endsWith("/") ? path.length() - 1 : path.length();
        return end <= 0 ? "" : path.substring(path.lastIndexOf('/', end - 1) + 1, end);
    }

    private static String host(URI url) {
        return Address.hostOf(url).toLowerCase(Locale.ROOT);
    }

    private static String path(URI url) {
        return Objects.requireNonNullElse(url.getRawPath(), "").toLowerCase(Locale.ROOT);
    }

    private static String query(URI url) {
        return Objects.requireNonNullElse(url.getRawQuery(), "").toLowerCase(Locale.ROOT);
    }
}
