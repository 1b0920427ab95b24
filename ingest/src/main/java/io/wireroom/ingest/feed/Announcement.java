package io.wireroom.ingest.feed;

import io.wireroom.contract.FeedEntry;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.address.Sha256;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.ingest.feed.Entry.Part;
import io.wireroom.text.SingleLine;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Cuts an entry to the size of an announcement, and gives it a hash that changes when its text does. */
final class Announcement {

    /** Design limit of a link record's entry. */
    static final int MAX_JSON_BYTES = 16 * 1024;

    /** Bytes of JSON that the small fields may take each; all of them leave half of the room to the texts. */
    private static final int MAX_ID = 1_024;

    private static final int MAX_TITLE = 1_024;
    private static final int MAX_NAME = 160;
    private static final int MAX_NAMES = 16;
    private static final JsonCodec<FeedEntry> CODEC = new JsonCodec<>(FeedEntry.class);
    private static final Pattern TAG = Pattern.compile("<[^<>]*>");

    private Announcement() {}

    static FeedEntry of(Entry entry) {
        var bare = with(entry, null, null);
        var room = MAX_JSON_BYTES - CODEC.encode(bare).length - "\"summary\":\"\",\"content\":\"\",".length();
        // The summary is kept whole as long as it leaves half of the room to the content.
        var summary = cut(html(entry, Part.SUMMARY, entry.summary()), entry.content() == null ? room : room / 2);
        var content = cut(html(entry, Part.CONTENT, entry.content()), room - jsonBytes(summary));
        return with(entry, summary, content);
    }

    private static @Nullable String html(Entry entry, Part part, @Nullable String text) {
        return text != null && entry.plain().contains(part) ? MarkupText.html(text) : text;
    }

    private static @Nullable String title(Entry entry) {
        return entry.plain().contains(Part.TITLE)
                ? SingleLine.line(entry.title(), MAX_TITLE)
                : MarkupText.plain(entry.title(), MAX_TITLE);
    }

    static long hash(Entry entry) {
        var address = entry.link() == null
                ? Objects.requireNonNullElse(entry.id(), "")
                : Address.of(entry.link()).map(Address::value).orElse(entry.link());
        return Sha256.shortHash(String.join(
                "\n",
                address,
                words(entry.title()),
                second(entry.published()),
                second(entry.updated()),
                words(entry.summary()),
                words(entry.content())));
    }

    private static FeedEntry with(Entry entry, @Nullable String summary, @Nullable String content) {
        return new FeedEntry(
                        cut(entry.id(), MAX_ID),
                        cut(title(entry), MAX_TITLE),
                        entry.published(),
                        entry.updated(),
                        summary,
                        content,
                        names(entry.authors().stream().map(Person::shown)),
                        names(entry.categories().stream()))
                .withPrecision(entry.marks().precision(), entry.marks().zoneAssumed());
    }

    private static List<String> names(Stream<String> names) {
        return names.map(name -> MarkupText.plain(name, FeedLimits.NAME))
                .filter(Objects::nonNull)
                .map(name -> Objects.requireNonNullElse(cut(name, MAX_NAME), ""))
                .distinct()
                .limit(MAX_NAMES)
                .toList();
    }

    /** The longest beginning that takes at most {@code mostBytes} bytes as a JSON string, never cut within a tag or a character. */
    private static @Nullable String cut(@Nullable String text, int mostBytes) {
        if (text == null) {
            return null;
        }
        var bytes = 0;
        for (var i = 0; i < text.length(); ) {
            var c = text.codePointAt(i);
            bytes += jsonBytes(c);
            if (bytes > mostBytes) {
                var open = text.lastIndexOf('<', i - 1);
                return text.substring(0, open >= 0 && text.indexOf('>', open) >= i ? open : i);
            }
            i += Character.charCount(c);
        }
        return text;
    }

    private static int jsonBytes(@Nullable String text) {
        return text == null ? 0 : text.codePoints().map(Announcement::jsonBytes).sum();
    }

    private static int jsonBytes(int c) {
        if (c < 0x20) {
            return c == '\n' || c == '\r' || c == '\t' || c == '\b' || c == '\f' ? 2 : 6;
        }
        if (c < 0x80) {
            return c == '"' || c == '\\' ? 2 : 1;
        }
        return c < 0x800 ? 2 : c < 0x10000 ? 3 : 12; // Jackson writes the two halves of the last as escapes
    }

    private static String second(@Nullable Instant instant) {
        return instant == null ? "" : Long.toString(instant.getEpochSecond());
    }

    /** A text without tags, its words separated by single spaces. */
    private static String words(@Nullable String text) {
        if (text == null) {
            return "";
        }
        var words = new StringBuilder(text.length());
        var tag = TAG.matcher(text);
        var wordStart = 0;
        for (var i = 0; i < text.length(); ) {
            var c = text.charAt(i);
            var next = i;
            if (c == ' ' || c >= '\t' && c <= '\r' || c == '\u00a0') {
                next = i + 1;
            } else if (c == '<' && tag.region(i, text.length()).lookingAt()) {
                next = tag.end();
            }
            if (next == i) {
                i++;
            } else {
                words.append(text, wordStart, i);
                separate(words);
                wordStart = next;
                i = next;
            }
        }
        return words.append(text, wordStart, text.length()).toString().strip();
    }

    private static void separate(StringBuilder words) {
        if (!words.isEmpty() && words.charAt(words.length() - 1) != ' ') {
            words.append(' ');
        }
    }
}
