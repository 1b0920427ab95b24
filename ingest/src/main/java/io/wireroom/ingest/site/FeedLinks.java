package io.wireroom.ingest.site;

import io.wireroom.contract.address.Address;
import io.wireroom.contract.address.Site;
import io.wireroom.ingest.parsing.ParsingLimit;
import io.wireroom.ingest.site.NamedFeed.Evidence;
import io.wireroom.ingest.web.Reference;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * The feeds that a page names: {@code <link rel="alternate">} with the type of a feed (HTML Standard, section 4.6.7.1)
 * and its kin of older and sloppier pages, the {@code Link} header field (RFC 8288), and as weaker evidence links in the
 * text. Ordered by evidence, then as on the page; each address once.
 */
public final class FeedLinks {

    private static final Set<String> RELATIONS = Set.of("alternate", "feed", "alternative", "rss", "service.feed");
    private static final Pattern FEED_TYPE = Pattern.compile("(application|text)/(x[.-])?"
            + "(rss|atom|rdf|atom\\+xml|rss\\+xml|rdf\\+xml|atom-xml|rss-xml|rss\\+atom|feed\\+json|cdf|netcdf)");
    private static final Set<String> XML_TYPES = Set.of("text/xml", "application/xml", "application/x-xml");
    private static final Set<String> JSON_TYPES = Set.of("application/json", "text/json");
    private static final Pattern COMMENTS = Pattern.compile(
            "\\b(comments?|replies|kommentare?|comentarios|comentários|commentaires|commenti|reacties|komentarze)\\b"
                    + "|комментари|коментар|コメント|评论",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern COMMENTS_PATH =
            Pattern.compile("(.*[/._-])?(comments?|replies)([/._-].*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern FEED_WORDS = Pattern.compile(
            "\\b(rss|atom|rdf|xml|json feed|feeds?|syndicate)\\b", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern SPACE = Pattern.compile("[\\s\\u00a0]+");
    private static final int MAX_TITLE = 300;
    private static final int MAX_WORDS = 60;
    private static final int MAX_FEEDS = 200;

    private final SitePage page;
    private final List<NamedFeed> found = new ArrayList<>();
    private final Set<String> addresses = new HashSet<>();

    private FeedLinks(SitePage page) {
        this.page = page;
    }

    /**
     * The feeds that a page names.
     *
     * @param linkHeaders values of the answer's {@code Link} header fields
     */
    public static List<NamedFeed> of(SitePage page, List<String> linkHeaders) {
        var links = new FeedLinks(page);
        page.document().select("link[href]").forEach(links::element);
        linkHeaders.forEach(links::header);
        var anchors = page.document().select("a[href], area[href]");
        anchors.forEach(links::anchorByAddress);
        if (links.found.isEmpty()) {
            anchors.forEach(links::anchorByWords);
        }
        return links.found.stream()
                .sorted(Comparator.comparing(NamedFeed::evidence))
                .limit(MAX_FEEDS)
                .toList();
    }

    private void element(Element link) {
        var bare = !link.attr("hreflang").isBlank() || !link.attr("media").isBlank();
        declared(link.attr("href"), link.attr("rel"), link.attr("type"), link.attr("title"), bare);
    }

    private void header(String value) {
        for (var link : LinkHeader.parse(value)) {
            // The answer's own address is the base here, whatever <base> states (RFC 8288, section 3.2).
            var target = page.url() == null
                    ? link.target()
                    : Reference.web(page.url(), link.target())
                            .map(URI::toString)
                            .orElse(link.target());
            declared(
                    target,
                    link.parameter("rel"),
                    link.parameter("type"),
                    link.parameter("title"),
                    !link.parameter("hreflang").isEmpty());
        }
    }

    /**
     * A reference by element or header field.
     *
     * @param otherwise whether it may be an alternate for other reasons: another language, another screen
     */
    private void declared(String href, String rel, String statedType, String title, boolean otherwise) {
        ParsingLimit.check();
        var relations = List.of(SPACE.split(rel.strip().toLowerCase(Locale.ROOT)));
        if (href.isBlank() || relations.stream().noneMatch(RELATIONS::contains) || relations.contains("stylesheet")) {
            return;
        }
        var type = statedType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        var url = page.resolve(href);
        var meant = url.isPresent() ? url.get() : asItStands(href);
        if (meant == null || !isFeed(meant, type, relations, otherwise)) {
            return;
        }
        var comments = COMMENTS.matcher(title).find()
                || COMMENTS_PATH.matcher(String.valueOf(meant.getRawPath())).matches();
        add(meant, href, title, type.isEmpty() ? null : type, comments ? Evidence.COMMENTS : Evidence.DECLARED);
    }

    private static boolean isFeed(URI url, String type, List<String> relations, boolean otherwise) {
        if (FEED_TYPE.matcher(type).matches()) {
            return true;
        }
        if (FeedAddressPatterns.isSomethingElse(url)) {
            return false;
        }
        if (XML_TYPES.contains(type)) {
            return true;
        }
        if (JSON_TYPES.contains(type)) {
            return FeedAddressPatterns.looksLikeFeed(url) || FeedAddressPatterns.hintsAtFeed(url);
        }
        if (type.isEmpty()) {
            return relations.contains("feed") || (!otherwise && FeedAddressPatterns.looksLikeFeed(url));
        }
        return relations.contains("feed") && !type.startsWith("text/html");
    }

    private void anchorByAddress(Element anchor) {
        ParsingLimit.check();
        var url = page.resolve(anchor.attr("href"));
        var meant = url.isPresent() ? url.get() : asItStands(anchor.attr("href"));
        if (meant != null && isOwn(meant) && FeedAddressPatterns.looksLikeFeed(meant)) {
            add(meant, anchor.attr("href"), words(anchor), null, Evidence.ADDRESS);
        }
    }

    private void anchorByWords(Element anchor) {
        ParsingLimit.check();
        var words = words(anchor);
        if (words.length() > MAX_WORDS || !FEED_WORDS.matcher(words).find()) {
            return;
        }
        var url = page.resolve(anchor.attr("href"));
        var meant = url.isPresent() ? url.get() : asItStands(anchor.attr("href"));
        if (meant != null && isOwn(meant) && FeedAddressPatterns.hintsAtFeed(meant) && !isHome(meant)) {
            add(meant, anchor.attr("href"), words, null, Evidence.WORDS);
        }
    }

    /** Feeds in the text are the page's own only on its own site, or where hosts keep other sites' feeds. */
    private boolean isOwn(URI url) {
        var site = page.site();
        return site.isEmpty()
                || Address.hostOf(url).isEmpty()
                || Site.of(url).equals(site.get())
                || FeedAddressPatterns.isFeedHost(url);
    }

    private boolean isHome(URI url) {
        return url.getRawPath() == null || url.getRawPath().length() <= 1 && url.getRawQuery() == null;
    }

    private void add(URI stated, String href, String title, @Nullable String type, Evidence evidence) {
        var url = ofOwnHost(stated);
        var address = Address.of(url.toString()).map(Address::value).orElse(url.toString());
        if (addresses.add(address)) {
            found.add(new NamedFeed(url.isAbsolute() ? url.toString() : href.strip(), line(title), type, evidence));
        }
    }

    /** An address on the machine of who wrote the page means the same path on the page's own host. */
    private URI ofOwnHost(URI url) {
        var own = page.url();
        if (own == null || !Reference.isLoopback(url) || Reference.isLoopback(own)) {
            return url;
        }
        var query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return URI.create(own.getScheme() + "://" + own.getRawAuthority() + url.getRawPath() + query);
    }

    /** A relative reference of a page whose address is unknown; null if it is no reference. */
    private @Nullable URI asItStands(String href) {
        if (page.base() != null || href.isBlank()) {
            return null;
        }
        return Reference.resolve(URI.create("http://unknown.invalid/"), href)
                .filter(url -> "unknown.invalid".equals(url.getHost()))
                .map(url -> URI.create(url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery())))
                .orElse(null);
    }

    private static String words(Element anchor) {
        var text = anchor.text();
        if (text.isBlank()) {
            var image = anchor.selectFirst("img[alt]");
            text = image == null ? "" : image.attr("alt");
        }
        if (text.isBlank()) {
            text = anchor.hasAttr("title") ? anchor.attr("title") : anchor.attr("aria-label");
        }
        return text;
    }

    private static @Nullable String line(String text) {
        var line = SPACE.matcher(text).replaceAll(" ").strip();
        if (line.isEmpty()) {
            return null;
        }
        return line.length() > MAX_TITLE ? line.substring(0, MAX_TITLE) : line;
    }
}
