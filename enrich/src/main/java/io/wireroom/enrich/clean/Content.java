package io.wireroom.enrich.clean;

import io.wireroom.contract.FieldRule;
import io.wireroom.enrich.clean.authors.Authors;
import io.wireroom.enrich.clean.dates.FoundDate;
import io.wireroom.enrich.clean.metadata.Sourced;
import io.wireroom.enrich.clean.page.BlockText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an article that a site rule can give.
 *
 * @param headline empty where the page has none
 * @param standfirst the line of the text that sums the article up; null where there is none
 * @param body the text
 * @param textRule that found the text
 * @param siteRuleLines lines of the text that the site rule dropped
 * @param siteRuleNotes what the site rule did not find, by field name, for people
 */
public record Content(
        Optional<Sourced<String>> headline,
        @Nullable String standfirst,
        BlockText body,
        FieldRule textRule,
        Authors authors,
        FoundDate published,
        int siteRuleLines,
        Map<String, String> siteRuleNotes) {

    public Content {
        siteRuleNotes = Map.copyOf(siteRuleNotes);
    }

    /** The title; empty where the page has none. */
    public String title() {
        return headline.map(Sourced::value).orElse("");
    }

    /** The text, one block a line. */
    public String text() {
        return body.text();
    }

    /** The date of publication; null where there is none. */
    public @Nullable Instant publishedAt() {
        return published.dated().map(FoundDate.Dated::instant).orElse(null);
    }
}
