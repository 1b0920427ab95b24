package io.wireroom.ingest.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PollHintsTest {

    @Test
    void readsAllThatAFeedSaysAboutPolling() {
        var hints = hints("""
                <rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"
                    xmlns:a="http://www.w3.org/2005/Atom"><channel>
                <a:link rel="self" href="/news.xml"/><ttl> 90 </ttl>
                <sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>
                <skipHours><hour>0</hour><hour>23</hour><hour>24</hour><hour>25</hour><hour>x</hour></skipHours>
                <skipDays><day>Saturday</day><day>sun</day><day>Noday</day></skipDays>
                </channel></rss>""");

        assertThat(hints)
                .isEqualTo(new PollHints(
                        Duration.ofMinutes(90),
                        Duration.ofMinutes(30),
                        Set.of(0, 23),
                        Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                        "https://gazette.example/news.xml"));
    }

    @ParameterizedTest
    @CsvSource({"daily,1,PT24H", "weekly,,PT168H", ",4,PT6H", "hourly,0,PT1H", "never,1,", "yearly,1,PT8760H"})
    void dividesThePeriodByTheFrequency(String period, String frequency, Duration every) {
        var feed = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'"
                + " xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'><channel>"
                + (period == null ? "" : "<sy:updatePeriod>" + period + "</sy:updatePeriod>")
                + (frequency == null ? "" : "<sy:updateFrequency>" + frequency + "</sy:updateFrequency>")
                + "</channel></rdf:RDF>";

        assertThat(hints(feed)).isEqualTo(new PollHints(null, every, Set.of(), Set.of(), null));
    }

    @Test
    void aJsonFeedNamesItself() {
        assertThat(hints("{\"version\":\"https://jsonfeed.org/version/1.1\",\"feed_url\":\"/f.json\",\"items\":[]}"))
                .isEqualTo(new PollHints(null, null, Set.of(), Set.of(), "https://gazette.example/f.json"));
    }

    @Test
    void aFeedThatSaysNothingOrNonsenseGivesNoHints() {
        assertThat(hints("<rss><channel><ttl>0</ttl><ttl>soon</ttl><skipDays/></channel></rss>"))
                .isEqualTo(PollHints.NONE);
    }

    private static PollHints hints(String feed) {
        var result = FeedParser.parse(feed.getBytes(UTF_8), null, URI.create("https://gazette.example/rss"));
        return ((FeedResult.Parsed) result).feed().hints();
    }
}
