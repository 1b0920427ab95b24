package io.wireroom.ingest.feed;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jdom2.Verifier;

/**
 * Names of elements in one form, whatever prefix a feed uses: the local name in lower case, after a short name of its
 * namespace unless that is the feed's own.
 */
final class ElementNames {

    static final Namespace RSS_1 = Namespace.getNamespace("http://purl.org/rss/1.0/");

    static final String ATOM = "http://www.w3.org/2005/Atom";

    /** By the address without scheme, {@code www.} and what follows the last letter: those are often misspelled. */
    private static final Map<String, String> SPACES = Map.ofEntries(
            Map.entry("purl.org/dc/elements/1.1", "dc"),
            Map.entry("purl.org/dc/elements/1.0", "dc"),
            Map.entry("purl.org/dc/elements", "dc"),
            Map.entry("purl.org/dc", "dc"),
            Map.entry("purl.org/dc/terms", "dcterms"),
            Map.entry("purl.org/rss/1.0/modules/content", "content"),
            Map.entry("purl.org/rss/1.0/modules/syndication", "sy"),
            Map.entry("purl.org/rss/1.0/modules/link", "l"),
            Map.entry("itunes.com/dtds/podcast-1.0.dtd", "itunes"),
            Map.entry("itunes.com/dtds/podcast-1.0", "itunes"),
            Map.entry("search.yahoo.com/mrss", "media"),
            Map.entry("search.yahoo.com/mrss/1.0", "media"),
            Map.entry("video.search.yahoo.com/mrss", "media"),
            Map.entry("tools.search.yahoo.com/mrss", "media"),
            Map.entry("rssnamespace.org/feedburner/ext/1.0", "feedburner"),
            Map.entry("w3.org/1999/xhtml", "xhtml"),
            Map.entry("w3.org/1999/02/22-rdf-syntax-ns", "rdf"),
            Map.entry("w3.org/xml/1998/namespace", "xml"));

    /** Prefixes that mean one vocabulary wherever they are used, whatever address they are bound to. */
    private static final Set<String> CLEAR_PREFIXES =
            Set.of("dc", "dcterms", "content", "sy", "itunes", "media", "feedburner", "pheedo");

    private static final Map<String, String> WELL_KNOWN = Map.ofEntries(
            Map.entry("dc", "http://purl.org/dc/elements/1.1/"),
            Map.entry("dcterms", "http://purl.org/dc/terms/"),
            Map.entry("content", "http://purl.org/rss/1.0/modules/content/"),
            Map.entry("sy", "http://purl.org/rss/1.0/modules/syndication/"),
            Map.entry("itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"),
            Map.entry("media", "http://search.yahoo.com/mrss/"),
            Map.entry("feedburner", "http://rssnamespace.org/feedburner/ext/1.0"),
            Map.entry("atom", ATOM),
            Map.entry("xhtml", "http://www.w3.org/1999/xhtml"),
            Map.entry("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"));

    /** A hostile document may have a different name for each element. */
    private static final int MAX_KNOWN = 500;

    private static final Set<String> NOT_ATOM = Set.of("rss", "rdf", "channel");

    private final boolean atom;
    private final String rootSpace;
    private final Map<Namespace, Map<String, String>> known = new HashMap<>();

    /** The names in the tree of this document, whose feed is at {@code root}; not thread-safe. */
    ElementNames(Element root) {
        atom = isAtom(root);
        var document = root.getDocument();
        rootSpace = document == null ? "" : document.getRootElement().getNamespaceURI();
    }

    /** {@code title}, {@code dc:date}, {@code atom:link} (in a feed that is not Atom), {@code ?:x} where unknown. */
    String of(Element element) {
        // Not computeIfAbsent: this is the hottest code, and a capturing lambda costs more than the look-up.
        var names = known.get(element.getNamespace());
        if (names == null) {
            names = new HashMap<>();
            known.put(element.getNamespace(), names);
        }
        var name = names.get(element.getName());
        if (name == null) {
            name = name(element.getName().toLowerCase(Locale.ROOT), element.getNamespace());
            if (names.size() < MAX_KNOWN) {
                names.put(element.getName(), name);
            }
        }
        return name;
    }

    private String name(String local, Namespace namespace) {
        var uri = namespace.getURI();
        if (uri.isEmpty()) {
            return local;
        }
        var space = SPACES.get(bare(uri));
        if (space != null) {
            return space + ":" + local;
        }
        return switch (family(uri)) {
            case "atom" -> atom ? local : "atom:" + local;
            case "rss" -> local;
            // A feed in a private namespace still uses the usual names.
            default -> uri.equals(rootSpace) ? local : prefix(namespace) + ":" + local;
        };
    }

    private static String bare(String uri) {
        var lower = uri.toLowerCase(Locale.ROOT);
        var end = lower.length();
        while (end > 0 && !Character.isLetterOrDigit(lower.charAt(end - 1))) {
            end--;
        }
        var from = 0;
        for (var start : List.of("https:", "http:", "/", "/", "/", "www.")) {
            from += lower.startsWith(start, from) ? start.length() : 0;
        }
        return from < end ? lower.substring(from, end) : "";
    }

    private static String prefix(Namespace namespace) {
        var prefix = namespace.getPrefix().toLowerCase(Locale.ROOT);
        return CLEAR_PREFIXES.contains(prefix) ? prefix : "?";
    }

    private static boolean isAtom(Element root) {
        for (Element at = root; at != null; at = at.getParentElement()) {
            if (NOT_ATOM.contains(at.getName().toLowerCase(Locale.ROOT))) {
                return false;
            }
        }
        return true;
    }

    private static String family(String uri) {
        var lower = uri.toLowerCase(Locale.ROOT);
        if (lower.contains("w3.org/2005/atom") || lower.contains("purl.org/atom/") || lower.contains("atom/ns#")) {
            return "atom";
        }
        return (lower.contains("purl.org/rss/1.0") && !lower.contains("modules"))
                        || lower.contains("purl.org/net/rss1.1")
                        || lower.contains("my.netscape.com")
                        || lower.contains("channel.netscape.com")
                        || lower.contains("backend.userland.com")
                        || lower.contains("blogs.law.harvard.edu")
                        || lower.contains("cyber.law.harvard.edu")
                        || lower.contains("backend.blogs.law")
                ? "rss"
                : "";
    }

    /** The usual namespace of a prefix; an artificial one for others. */
    static String wellKnown(String prefix) {
        return WELL_KNOWN.getOrDefault(prefix.toLowerCase(Locale.ROOT), "urn:undeclared:" + prefix);
    }

    /** The name where it is valid in XML; else empty. */
    static String qualified(String name) {
        var colon = name.indexOf(':');
        var local = colon < 0 ? name : name.substring(colon + 1);
        return Verifier.checkElementName(local) == null ? name : "";
    }
}
