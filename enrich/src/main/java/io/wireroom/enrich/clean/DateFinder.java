package io.wireroom.enrich.clean;

import io.wireroom.contract.FeedEntry;
import io.wireroom.enrich.clean.DateParser.Parsed;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;
import org.jspecify.annotations.Nullable;

/**
 * When the article was published and changed: the page's own data first, then the feed, then what is printed. Absent
 * rather than guessed, and with a reason then; never "now".
 */
final class DateFinder {

    /** A candidate and the rule that gave it. */
    private record Candidate(String rule, Parsed date) {}

    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
    private static final Duration TOLERANCE = Duration.ofDays(1);
    private static final List<String> PUBLISHED_NAMES = List.of(
            "article:published_time",
            "og:article:published_time",
            "og:published_time",
            "article:published",
            "og:pubdate",
            "datepublished",
            "date.published",
            "published_at",
            "publish-date",
            "publish_date",
            "publishdate",
            "publisheddate",
            "published-date",
            "published_time",
            "published_time_telegram",
            "pubdate",
            "publication_date",
            "publicationdate",
            "sailthru.date",
            "parsely-pub-date",
            "cxenseparse:recs:publishtime",
            "cxenseparse:publishtime",
            "dc.date.issued",
            "dcterms.issued",
            "dcterms.created",
            "dc.date.created",
            "dcterms.date",
            "dc.date",
            "article.published",
            "article.created",
            "article_date_original",
            "originalpublicationdate",
            "citation_publication_date",
            "rnews:datepublished",
            "shareaholic:article_published_time",
            "creation_date",
            "date_published",
            "bt:pubdate",
            "prism.publicationdate",
            "eprints.date",
            "displaydate",
            "date");
    private static final List<String> MODIFIED_NAMES = List.of(
            "article:modified_time",
            "og:updated_time",
            "datemodified",
            "dcterms.modified",
            "dc.date.modified",
            "last-modified",
            "lastmod",
            "article.updated",
            "shareaholic:article_modified_time",
            "article:updated_time",
            "revised",
            "updated");
    private static final Pattern URL_DATE = Pattern.compile("/((?:19|20)\\d{2})[/-](\\d{1,2})[/-](\\d{1,2})(?:/|-|$)");
    private static final int OTHERS = Box.ASIDE | Box.NAV | Box.FOOTER | Box.NAMED_OTHERS | Box.ITEM;
    private static final int MAX_PRINTED_CHARS = 120;
    private static final int NEAR_LINES = 8;
    private static final int SAME_SECONDS = 60;
    private static final int QUARTER_SECONDS = 15 * 60;

    private final PageScan scan;
    private final Facts facts;
    private final Instant fetchedAt;
    private final @Nullable FeedEntry entry;
    private final @Nullable String language;

    DateFinder(PageScan scan, Facts facts, Instant fetchedAt, @Nullable FeedEntry entry, @Nullable String language) {
        this.scan = scan;
        this.facts = facts;
        this.fetchedAt = fetchedAt;
        this.entry = entry;
        this.language = language;
    }

    /** Notes fields {@code publishedAt} and {@code modifiedAt}. Reads the page before anything is taken out of it. */
    void find(JsonLd jsonLd, String finalUrl) {
        var stated = stated(jsonLd);
        var modified = modified(jsonLd);
        var zone = zoneOf(stated, modified);
        var published = firstPlausible("publishedAt", stated, zone);
        if (published == null && entry != null && entry.published() != null) {
            published = feed(entry.published());
        }
        if (published == null) {
            published = firstPlausible("publishedAt", printed(finalUrl), zone);
        }
        facts.publishedAt = published;
        if (published != null && !"feed".equals(facts.fields.get("publishedAt"))) {
            noteLocal(published, stated);
        }
        if (published == null) {
            facts.notes.putIfAbsent("publishedAt", "absent: neither the page nor the feed tells a date");
        }
        facts.modifiedAt = firstPlausible("modifiedAt", modified, zone);
    }

    /** The date that an element states in an attribute or as its text; empty where it states none that can be. */
    Optional<Parsed> read(Element element) {
        return DateParser.parse(value(element), language)
                .or(() -> DateParser.parse(element.text(), language))
                .filter(date -> isPlausible(date.instant()));
    }

    /**
     * Where the winner is in UTC and another of the page's dates is the same moment on the clock of the newsroom, that
     * one is the original: it has the day that readers see.
     */
    private void noteLocal(Instant published, List<Candidate> stated) {
        var all = new ArrayList<>(stated);
        for (var box : scan.times) {
            if (box.name.equals("time") && box.element.hasAttr("datetime")) {
                add(all, "time", box.attribute("datetime"));
            }
        }
        var original = facts.notes.getOrDefault("publishedAt", "");
        if (!original.endsWith("Z") && !original.contains("+00")) {
            return;
        }
        for (var candidate : all) {
            var date = candidate.date();
            var offset = date.offset();
            var zoned = offset != null
                    && offset.getTotalSeconds() != 0
                    && Duration.between(date.instant(), published).abs().toSeconds() < SAME_SECONDS;
            var wallClock = Duration.between(published, date.instant());
            var local = offset == null
                    && date.hasTime()
                    && wallClock.toSeconds() != 0
                    && wallClock.abs().toHours() <= 14
                    && Math.floorMod(wallClock.toSeconds() + SAME_SECONDS / 2, QUARTER_SECONDS) < SAME_SECONDS;
            if ((zoned || local) && startsWithYear(date.original())) {
                facts.notes.put("publishedAt", date.original());
                return;
            }
        }
    }

    private static boolean startsWithYear(String text) {
        return text.length() >= 10 && text.substring(0, 4).chars().allMatch(Character::isDigit);
    }

    private @Nullable Instant feed(Instant published) {
        if (!isPlausible(published)) {
            facts.notes.put("publishedAt", "absent: the feed's date is implausible: " + published);
            return null;
        }
        facts.fields.put("publishedAt", "feed");
        facts.notes.put("publishedAt", published.toString());
        return published;
    }

    private List<Candidate> stated(JsonLd jsonLd) {
        var found = new ArrayList<Candidate>();
        jsonLd.text("datePublished").ifPresent(text -> add(found, "json-ld", text));
        addMeta(found, PUBLISHED_NAMES);
        for (var box : scan.times) {
            if (box.attribute("itemprop").contains("datePublished")
                    || box.attribute("property").contains("datePublished")) {
                add(found, "microdata", value(box.element));
            }
        }
        jsonLd.text("dateCreated").ifPresent(text -> add(found, "json-ld", text));
        for (var type : List.of("WebPage", "VideoObject", "ItemPage")) {
            jsonLd.first(type)
                    .flatMap(one -> jsonLd.plain(
                            one.path("datePublished").isMissingNode()
                                    ? one.path("uploadDate")
                                    : one.path("datePublished")))
                    .ifPresent(text -> add(found, "json-ld", text));
        }
        for (var box : scan.times) {
            if (isPublishedTime(box)) {
                add(found, "time", value(box.element));
            }
        }
        for (var box : scan.times) {
            if (box.name.equals("time")
                    && box.element.hasAttr("datetime")
                    && box.inside(Box.ARTICLE | Box.MAIN)
                    && !box.inside(OTHERS)) {
                add(found, "time", value(box.element));
            }
        }
        if (found.isEmpty()) {
            scan.times.stream()
                    .filter(box -> box.name.equals("time") && box.element.hasAttr("datetime"))
                    .limit(1)
                    .forEach(box -> add(found, "time", value(box.element)));
        }
        return found;
    }

    private static boolean isPublishedTime(Box box) {
        return box.name.equals("time")
                ? box.element.hasAttr("pubdate")
                        || box.inside(Box.NAMED_PUBLISH)
                        || box.attribute("class").contains("entry-date")
                : box.name.equals("abbr");
    }

    private List<Candidate> modified(JsonLd jsonLd) {
        var found = new ArrayList<Candidate>();
        jsonLd.text("dateModified").ifPresent(text -> add(found, "json-ld", text));
        addMeta(found, MODIFIED_NAMES);
        for (var box : scan.times) {
            if (box.attribute("itemprop").contains("dateModified")
                    || (box.name.equals("time") && box.is(Names.UPDATED))) {
                add(found, "microdata", value(box.element));
            }
        }
        return found;
    }

    private List<Candidate> printed(String finalUrl) {
        var found = new ArrayList<Candidate>();
        for (var box : scan.dated) {
            if (found.size() > 4) {
                break;
            }
            var text = shortText(box.element);
            if (text.length() > 4 && text.length() < MAX_PRINTED_CHARS) {
                add(found, "visible-text", text);
            }
        }
        var url = URL_DATE.matcher(finalUrl);
        if (url.find()) {
            add(found, "url", url.group(1) + '-' + url.group(2) + '-' + url.group(3));
        }
        var below = scan.lines.stream()
                .filter(line -> line.owner().name.equals("h1"))
                .findFirst()
                .map(line -> line.index() + 1)
                .orElse(scan.lines.size());
        for (int i = below; i < scan.lines.size() && i < below + NEAR_LINES && found.size() <= 5; i++) {
            var line = scan.lines.get(i);
            if (line.length() < MAX_PRINTED_CHARS) {
                add(found, "visible-text", line.text());
            }
        }
        return found;
    }

    private void addMeta(List<Candidate> found, List<String> names) {
        for (var name : names) {
            for (var content : facts.meta(name)) {
                add(found, "meta", content);
            }
        }
    }

    private void add(List<Candidate> found, String rule, String text) {
        DateParser.parse(text, language).ifPresent(date -> found.add(new Candidate(rule, date)));
    }

    /** The text of an element, or the beginning of it where it is longer than any date. */
    private static String shortText(Element element) {
        var text = new TidyText(MAX_PRINTED_CHARS);
        NodeTraversor.filter(
                (node, depth) -> {
                    if (node instanceof TextNode chars) {
                        text.append(chars.getWholeText());
                    } else if (node instanceof Element inner && inner.isBlock()) {
                        text.space();
                    }
                    return text.visible() > MAX_PRINTED_CHARS
                            ? NodeFilter.FilterResult.STOP
                            : NodeFilter.FilterResult.CONTINUE;
                },
                element);
        return text.toString();
    }

    private static String value(Element element) {
        for (var attribute : List.of("content", "datetime", "title")) {
            if (!element.attr(attribute).isBlank()) {
                return element.attr(attribute);
            }
        }
        return element.text();
    }

    private @Nullable Instant firstPlausible(String field, List<Candidate> candidates, ZoneOffset zone) {
        for (var candidate : candidates) {
            var date = candidate.date().at(zone);
            if (isPlausible(date.instant())) {
                facts.fields.put(field, candidate.rule());
                facts.notes.put(field, date.original());
                return date.instant();
            }
            facts.notes.putIfAbsent(field, "absent: implausible: " + date.original());
        }
        return null;
    }

    /** The zone of a page's other dates holds for those without one; else UTC. */
    private static ZoneOffset zoneOf(List<Candidate> some, List<Candidate> others) {
        for (var list : List.of(some, others)) {
            for (var candidate : list) {
                var offset = candidate.date().offset();
                if (offset != null && candidate.date().original().length() > 13) {
                    return offset;
                }
            }
        }
        return ZoneOffset.UTC;
    }

    private boolean isPlausible(Instant date) {
        return !date.isBefore(EARLIEST) && !date.isAfter(fetchedAt.plus(TOLERANCE));
    }
}
