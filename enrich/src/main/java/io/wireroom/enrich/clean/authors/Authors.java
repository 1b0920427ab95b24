package io.wireroom.enrich.clean.authors;

import io.wireroom.contract.FieldRule;
import io.wireroom.enrich.clean.dates.BylineDates;
import io.wireroom.enrich.clean.metadata.Sourced;
import java.util.List;
import java.util.Optional;

/**
 * The authors of an article.
 *
 * @param persons their names in order; empty if no person is named
 * @param byline as printed; empty if there is no byline
 * @param organisations that the page's data name as authors
 */
public record Authors(
        Optional<Sourced<List<String>>> persons, Optional<Sourced<String>> byline, List<String> organisations) {

    public Authors {
        organisations = List.copyOf(organisations);
    }

    /** The names of the persons. */
    public List<String> names() {
        return persons.map(Sourced::value).orElse(List.of());
    }

    /** The same article's authors as a site rule selects them: the persons in these printed texts. */
    public Authors ofSiteRule(List<String> printed) {
        var names = PersonNames.in(printed, List.of());
        return new Authors(
                names.isEmpty() ? Optional.empty() : Optional.of(new Sourced<>(names, FieldRule.SITE_RULE)),
                Optional.of(BylineDates.without(String.join(", ", printed), null))
                        .filter(text -> !text.isEmpty())
                        .map(text -> new Sourced<>(text, FieldRule.SITE_RULE)),
                organisations);
    }
}
