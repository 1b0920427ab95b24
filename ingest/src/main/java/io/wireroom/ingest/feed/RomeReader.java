package io.wireroom.ingest.feed;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import io.wireroom.ingest.parsing.ParsingLimit;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdom2.Document;
import org.jdom2.Element;

/** Reads a parsed tree with Rome, without Rome's own repairs and without parsing again. */
final class RomeReader {

    private RomeReader() {}

    /** The feed as Rome sees it; empty for dialects it does not know, and where it fails. */
    static Optional<SyndFeed> read(Document document) {
        var input = new SyndFeedInput();
        input.setAllowDoctypes(false);
        input.setXmlHealerOn(false);
        try {
            return Optional.of(input.build(document));
        } catch (FeedException | RuntimeException e) {
            ParsingLimit.check();
            return Optional.empty(); // Rome knows fewer dialects, and throws on numbers and roots it does not expect
        }
    }

    /**
     * Rome's entry for each element that is one. Rome looks for entries at the place its dialect has them, and keeps
     * their order; where counts do not agree the result is empty.
     */
    static Map<Element, SyndEntry> entries(SyndFeed rome, List<Element> elements, Element root) {
        var entries = rome.getEntries();
        for (var place : List.of("", "channel", root.getName())) {
            var candidates = elements.stream()
                    .filter(element -> isAt(place, element, root))
                    .toList();
            if (candidates.size() == entries.size()) {
                var found = new IdentityHashMap<Element, SyndEntry>();
                for (var i = 0; i < entries.size(); i++) {
                    found.put(candidates.get(i), entries.get(i));
                }
                return found;
            }
        }
        return Map.of();
    }

    @SuppressWarnings("ReferenceEquality") // the very root is meant; elements have no other equality
    private static boolean isAt(String place, Element entry, Element root) {
        var parent = entry.getParentElement();
        if (parent == null) {
            return false;
        }
        var top = parent == root
                || parent.getParentElement() == root && parent.getName().equals("channel");
        return top && (place.isEmpty() || parent.getName().equals(place));
    }
}
