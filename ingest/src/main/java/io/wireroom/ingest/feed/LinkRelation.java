package io.wireroom.ingest.feed;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jdom2.Element;

/** The relations of a link element: names of the registry, which may be written as addresses (RFC 4287, section 4.2.7.2). */
final class LinkRelation {

    private static final Pattern REGISTRY = Pattern.compile(
            "(?:https?:)?(?://)?(?:www\\.)?iana\\.org/assignments/(?:link-)?relations?(?:\\.html|\\.xhtml)?[/#]+",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SPACE = Pattern.compile("[\\s,]+");
    private static final int MAX_LENGTH = 1_000;

    /** Relations that name the page of an entry itself where there is no alternate. */
    private static final Set<String> PAGES = Set.of("canonical", "bookmark", "permalink");

    private LinkRelation() {}

    /** The link's relations in lower case; {@code alternate} where it states none. */
    static List<String> of(Element link) {
        var stated = link.getAttributeValue("rel");
        if (stated == null || stated.isBlank() || stated.length() > MAX_LENGTH) {
            return List.of("alternate");
        }
        return List.of(
                SPACE.split(MarkupText.lower(REGISTRY.matcher(stated.strip()).replaceAll(""))));
    }

    /** Whether the link leads to the page of its entry though it is no alternate. */
    static boolean isPage(Element link) {
        var relations = of(link);
        return relations.stream().anyMatch(PAGES::contains)
                || (relations.contains("self")
                        && MarkupText.lower(link.getAttributeValue("type", "")).contains("html"));
    }
}
