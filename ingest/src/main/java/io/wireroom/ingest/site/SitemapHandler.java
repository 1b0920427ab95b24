package io.wireroom.ingest.site;

import io.wireroom.ingest.parsing.ParsingLimit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Collects what the elements of a sitemap state. An element means what its namespace means in any of its usual spellings,
 * or its prefix where that is bound to nothing. A {@code loc} is an address of its own only within {@code url},
 * {@code sitemap} or the root: that of an image or a video belongs to the page around it.
 *
 * <p>For one parse. The parser must not be aware of namespaces, so that a prefix without one is no error.
 */
final class SitemapHandler extends DefaultHandler {

    /** As many as a sitemap may list (sitemaps.org); of more, the first and the last half. */
    private static final int MAX_ITEMS = 50_000;

    private static final int MAX_DEPTH = 200;
    private static final int MAX_TEXT = 8_192;
    private static final int MAX_NAMESPACES = 100;
    /** Each element looks into the name of its namespace: what follows an attribute without its closing quote is none. */
    private static final int MAX_NAMESPACE = 256;

    private static final Pattern NEWS = Pattern.compile("sitemap[-_]?news|schemas/news|google[^/]{0,40}/news");
    private static final Pattern EXTENSION =
            Pattern.compile("sitemap-|sitemap_|xhtml|/image|/video|/mobile|pagemap|codesearch|/geo|dataset|/opengraph");
    private static final Pattern PROTOCOL =
            Pattern.compile("sitemaps?\\.org|schemas/sitemap/?[0-9.]*/?$|google\\.[a-z]+/schemas/sitemap/");
    private static final Pattern OTHER_PREFIX =
            Pattern.compile("image|video|mobile|xhtml|geo|pagemap|codesearch|xsi|media|schema|dc|og");

    /** Whose element it is. */
    private enum Vocabulary {
        SITEMAP,
        NEWS,
        OTHER
    }

    /** What one {@code url} or {@code sitemap} states, all as it stands. */
    static final class Item {
        private final boolean part;
        private @Nullable String loc;
        private @Nullable String lastmod;
        private @Nullable String title;
        private @Nullable String published;
        private @Nullable String language;
        private @Nullable String keywords;

        Item(boolean part) {
            this.part = part;
        }

        /** One that states an address only. */
        static Item at(String loc) {
            var item = new Item(false);
            item.loc = loc;
            return item;
        }

        /** Whether it is in an element for other sitemaps. */
        boolean isPart() {
            return part;
        }

        @Nullable
        String loc() {
            return loc;
        }

        @Nullable
        String lastmod() {
            return lastmod;
        }

        @Nullable
        String title() {
            return title;
        }

        @Nullable
        String published() {
            return published;
        }

        @Nullable
        String language() {
            return language;
        }

        @Nullable
        String keywords() {
            return keywords;
        }
    }

    private final List<Item> first = new ArrayList<>();
    private final Deque<Item> last = new ArrayDeque<>();
    private final Map<String, String> namespaces = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable Item item;
    private String root = "";
    private String rootNamespace = "";

    /** Everything that was listed so far, in order. */
    List<Item> items() {
        var all = new ArrayList<>(first);
        all.addAll(last);
        return all;
    }

    /** Local name of the root in lower case; empty before it. */
    String root() {
        return root;
    }

    @Override
    public void startElement(String uri, String localName, String name, Attributes attributes) throws SAXException {
        ParsingLimit.check();
        for (var i = 0; i < attributes.getLength(); i++) {
            declared(attributes.getQName(i), attributes.getValue(i));
        }
        start(name);
        if (open.size() > MAX_DEPTH) {
            throw new SAXException("nested deeper than " + MAX_DEPTH);
        }
    }

    /** An attribute, which may declare a namespace. */
    void declared(String attribute, String value) {
        if (attribute.equals("xmlns") || (attribute.startsWith("xmlns:") && namespaces.size() < MAX_NAMESPACES)) {
            var prefix = attribute.equals("xmlns") ? "" : attribute.substring("xmlns:".length());
            var name = value.strip();
            namespaces.put(
                    prefix,
                    name.substring(0, Math.min(name.length(), MAX_NAMESPACE)).toLowerCase(Locale.ROOT));
        }
    }

    /** An element begins. */
    void start(String name) {
        var local = local(name);
        if (open.isEmpty() && root.isEmpty()) {
            root = local;
            rootNamespace = namespaces.getOrDefault(prefix(name), "");
        } else if (isListed(local) && vocabulary(name) == Vocabulary.SITEMAP) {
            finish();
            item = new Item(local.equals("sitemap") || isIndex());
        }
        open.push(local);
        text.setLength(0);
    }

    @Override
    public void characters(char[] ch, int start, int length) {
        text.append(ch, start, Math.max(0, Math.min(length, MAX_TEXT - text.length())));
    }

    @Override
    public void endElement(String uri, String localName, String name) {
        end(name);
    }

    /** An element ends. */
    void end(String name) {
        var local = local(name);
        if (!open.isEmpty()) {
            open.pop();
        }
        var stated = text.toString().strip();
        text.setLength(0);
        switch (vocabulary(name)) {
            case SITEMAP -> {
                if (isListed(local)) {
                    finish();
                } else if (!stated.isEmpty() && isOwn()) {
                    own(local, stated);
                }
            }
            case NEWS -> {
                if (item != null && !stated.isEmpty()) {
                    news(item, local, stated);
                }
            }
            case OTHER -> {
                // images, videos, other languages of the page
            }
        }
    }

    /** Takes what the last element stated, where the document ends without its end. */
    void finish() {
        if (item == null || item.loc == null) {
            item = null;
            return;
        }
        if (first.size() < MAX_ITEMS / 2) {
            first.add(item);
        } else {
            last.add(item);
            if (last.size() > MAX_ITEMS / 2) {
                last.removeFirst();
            }
        }
        item = null;
    }

    @Override
    public void endDocument() {
        finish();
    }

    private void own(String local, String stated) {
        switch (local) {
            case "loc" -> {
                if (item != null && item.loc != null) {
                    var part = item.part;
                    finish();
                    item = new Item(part);
                }
                item = item == null ? new Item(isIndex()) : item;
                item.loc = stated;
            }
            case "lastmod" -> {
                if (item != null) {
                    item.lastmod = stated;
                }
            }
            default -> {
                // changefreq, priority
            }
        }
    }

    private static void news(Item item, String local, String stated) {
        switch (local) {
            case "title" -> item.title = Objects.requireNonNullElse(item.title, stated);
            case "publication_date", "publicationdate" ->
                item.published = Objects.requireNonNullElse(item.published, stated);
            case "language" -> item.language = Objects.requireNonNullElse(item.language, stated);
            case "keywords" -> item.keywords = Objects.requireNonNullElse(item.keywords, stated);
            default -> {
                // name of the publication, genres, stock tickers
            }
        }
    }

    /** Whether the element that has just ended stands directly in a page, a sitemap or the root. */
    private boolean isOwn() {
        var parent = open.peek();
        return parent != null && (isListed(parent) || open.size() == 1);
    }

    private static boolean isListed(String local) {
        return local.equals("url") || local.equals("sitemap");
    }

    private boolean isIndex() {
        return root.equals("sitemapindex");
    }

    private Vocabulary vocabulary(String name) {
        var prefix = prefix(name);
        var namespace = namespaces.get(prefix);
        if (namespace != null && NEWS.matcher(namespace).find()) {
            return Vocabulary.NEWS;
        }
        if (namespace != null && PROTOCOL.matcher(namespace).find()) {
            return meant(prefix, Vocabulary.SITEMAP);
        }
        if (namespace != null && EXTENSION.matcher(namespace).find()) {
            return Vocabulary.OTHER;
        }
        if (prefix.isEmpty() || (namespace != null && namespace.equals(rootNamespace))) {
            return Vocabulary.SITEMAP;
        }
        return meant(prefix, namespace == null ? Vocabulary.SITEMAP : Vocabulary.OTHER);
    }

    private static Vocabulary meant(String prefix, Vocabulary otherwise) {
        return prefix.equals("news")
                ? Vocabulary.NEWS
                : OTHER_PREFIX.matcher(prefix).matches() ? Vocabulary.OTHER : otherwise;
    }

    private static String prefix(String name) {
        var colon = name.indexOf(':');
        return colon < 0 ? "" : name.substring(0, colon);
    }

    private static String local(String name) {
        return name.substring(name.indexOf(':') + 1).toLowerCase(Locale.ROOT);
    }
}
