package io.wireroom.conformance.etiquette.origin;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Makes the RSS feeds of the scenarios. */
public final class ScriptedFeeds {

    /** The same in every feed of a run, because an entry with another date is another entry. */
    private static final ZonedDateTime STARTED = ZonedDateTime.now(ZoneOffset.UTC);

    private ScriptedFeeds() {}

    /** A feed whose entries were published a moment ago. */
    public static String of(ScriptedHost host, String... paths) {
        return with("", host, paths);
    }

    /** A feed without dates, so that no entry is ever old. */
    public static String undated(ScriptedHost host, String... paths) {
        return of(host, paths).replaceAll("<pubDate>[^<]*</pubDate>", "");
    }

    /** The same, with more elements in its channel. */
    public static String with(String channel, ScriptedHost host, String... paths) {
        return channel(
                channel,
                Arrays.stream(paths)
                        .map(path -> item(host.url(path), Duration.ZERO))
                        .collect(Collectors.joining()));
    }

    public static String channel(String channel, String items) {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                + "<rss version=\"2.0\" xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\"><channel>"
                + "<title>Tide tables</title><link>http://tides.example/</link><description>Daily</description>"
                + channel + items + "</channel></rss>\n";
    }

    /** An entry of this age. */
    public static String item(String url, Duration age) {
        return "<item><title>At " + url + "</title><link>" + url + "</link><guid>" + url + "</guid><pubDate>"
                + Reply.httpDate(STARTED.minus(age)) + "</pubDate></item>";
    }
}
