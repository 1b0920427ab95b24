package io.wireroom.enrich.clean.dates;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.FeedEntry;
import io.wireroom.contract.StatedPrecision;
import io.wireroom.enrich.clean.ScannedPage;
import io.wireroom.enrich.clean.dates.FoundDate.Dated;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class DateFinderTest {

    private static final Instant FETCHED = Instant.parse("2026-12-01T00:00:00Z");

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "own-dates.csv", numLinesToSkip = 1, delimiter = '¦', quoteCharacter = '`')
    void onlyTheDateOfTheArticleCounts(String what, String body, @Nullable Instant date) {
        var page = ScannedPage.around(body);

        var published = find(page, null).published().dated();

        assertThat(published.map(Dated::instant).orElse(null)).as(what).isEqualTo(date);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            2 March 2026                 | DAY | false
            2 March 2026, 10:00          | -   | true
            2 March 2026, 10:00 EST      | -   | false
            2026-03-02T10:00:00Z         | -   | false
            2026-03-02T10:00:00          | -   | true
            2 March 2026, 10:00 GMT+0300 | -   | false""")
    void marksWhatIsNotStated(String text, @Nullable StatedPrecision precision, boolean zoneAssumed) {
        var page = ScannedPage.around("<article>{h}<p>" + text + "</p>~</article>");

        var published = find(page, null).published().dated().orElseThrow();

        assertThat(published.precision()).isEqualTo(precision);
        assertThat(published.zoneAssumed()).isEqualTo(zoneAssumed);
    }

    @Test
    void aDateOfTheFeedKeepsItsMarks() {
        var day = Instant.parse("2026-03-02T00:00:00Z");
        var entry = new FeedEntry(null, null, day, null, null, null, List.of(), List.of())
                .withPrecision(StatedPrecision.DAY, false);

        var published =
                find(ScannedPage.around("<article>{h}~</article>"), entry).published();

        assertThat(published.dated().map(Dated::precision)).contains(StatedPrecision.DAY);
    }

    @Test
    void anUnknownZoneIsTheReason() {
        var page = ScannedPage.around("<article>{h}<p>2 March 2026, 10:00 XQZT</p>~</article>");

        assertThat(find(page, null).published())
                .isEqualTo(new FoundDate.Undated("absent: unknown time zone: 2 March 2026, 10:00 XQZT"));
    }

    private static DateFinder.Dates find(ScannedPage page, @Nullable FeedEntry entry) {
        return new DateFinder(page.scan(), page.metas(), FETCHED, entry, "en")
                .find(page.jsonLd(), page.headline(), List.of());
    }
}
