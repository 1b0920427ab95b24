package io.wireroom.bench.etiquette;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.stream.Collectors;

/** RSS as the scenarios need it. */
final class Feeds {

    /** The same in every feed of a run: an entry whose date changes is another entry. */
    private static final ZonedDateTime STARTED = ZonedDateTime.now(ZoneOffset.UTC);

    private Feeds() {}

    /** A feed whose entries were published a moment ago. */
    static String of(Host host, String... paths) {
        return with("", host, paths);
    }

    /** A feed that says nothing of dates, so that no entry is ever old. */
    static String undated(Host host, String... paths) {
        return of(host, paths).replaceAll("<pubDate>[^<]*</pubDate>", "");
    }

    /** The same, with more elements in its channel. */
    static String with(String channel, Host host, String... paths) {
        return channel(
                channel,
                Arrays.stream(paths)
                        .map(path -> item(host.url(path), Duration.ZERO))
                        .collect(Collectors.joining()));
    }

    static String channel(String channel, String items) {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                + "<rss version=\"2.0\" xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\"><channel>"
                + "<title>Tide tables</title><link>http://tides.example/</link><description>Daily</description>"
                + channel + items + "</channel></rss>\n";
    }

    /** An entry of this age. */
    static String item(String url, Duration age) {
        return "<item><title>At " + url + "</title><link>" + url + "</link><guid>" + url + "</guid><pubDate>"
                + Reply.httpDate(STARTED.minus(age)) + "</pubDate></item>";
    }
}
