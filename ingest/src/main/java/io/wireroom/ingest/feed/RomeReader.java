package io.wireroom.ingest.feed;

import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndPerson;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdom2.Document;
import org.jspecify.annotations.Nullable;

/** Rome's reading of a tree, without its healer. */
final class RomeReader {

    private RomeReader() {}

    /** What was read, with the gaps filled that Rome can fill. */
    static FeedResult.Parsed complete(Document document, FeedResult.Parsed read) {
        var rome = feed(document);
        if (rome.isEmpty()) {
            return read;
        }
        var entries = rome.get().getEntries();
        var same = entries.size() == read.entries().size();
        var filled = new ArrayList<Entry>();
        for (var i = 0; i < read.entries().size(); i++) {
            filled.add(
                    same
                            ? complete(read.entries().get(i), entries.get(i))
                            : read.entries().get(i));
        }
        return new FeedResult.Parsed(complete(read.feed(), rome.get()), filled);
    }

    private static Optional<SyndFeed> feed(Document document) {
        var input = new SyndFeedInput();
        input.setAllowDoctypes(false);
        input.setXmlHealerOn(false);
        try {
            return Optional.of(input.build(document));
        } catch (FeedException | RuntimeException e) {
            return Optional.empty(); // Rome knows fewer dialects, and throws on numbers and roots it does not expect
        }
    }

    private static Feed complete(Feed feed, SyndFeed rome) {
        return new Feed(
                or(feed.title(), Texts.line(rome.getTitle(), Limits.TITLE)),
                or(feed.link(), rome.getLink()),
                or(feed.description(), rome.getDescription()),
                or(feed.language(), rome.getLanguage()),
                feed.updated(),
                feed.hints());
    }

    private static Entry complete(Entry entry, SyndEntry rome) {
        return new Entry(
                entry.id(),
                or(entry.title(), Texts.line(rome.getTitle(), Limits.TITLE)),
                or(entry.link(), rome.getLink()),
                entry.published(),
                entry.updated(),
                or(entry.summary(), value(rome.getDescription())),
                or(
                        entry.content(),
                        value(rome.getContents().stream().findFirst().orElse(null))),
                entry.authors().isEmpty() ? names(rome.getAuthors()) : entry.authors(),
                entry.categories(),
                entry.enclosures());
    }

    private static List<String> names(@Nullable List<SyndPerson> persons) {
        return persons == null
                ? List.of()
                : persons.stream()
                        .map(person -> Texts.line(person.getName(), Limits.NAME))
                        .flatMap(name -> Optional.ofNullable(name).stream())
                        .limit(Limits.NAMES)
                        .toList();
    }

    private static @Nullable String value(@Nullable SyndContent content) {
        return content == null ? null : content.getValue();
    }

    private static @Nullable String or(@Nullable String read, @Nullable String rome) {
        return read == null ? Texts.nonBlank(rome) : read;
    }
}
