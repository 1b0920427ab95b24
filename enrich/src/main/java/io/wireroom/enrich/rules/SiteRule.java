package io.wireroom.enrich.rules;

import java.util.List;

/**
 * An operator's rule for the pages of one site. Each list may be empty: then the extractor decides.
 *
 * @param host the site's domain, or one host of it; in lower case, without {@code www.}
 * @param keep elements that hold the article's text: all of their text is in it, and nothing else is
 * @param drop elements whose text is never in it, also not within {@code keep}
 * @param title the first element with a text gives the title
 * @param date the first element with a date gives the date of publication
 * @param author elements that name the authors
 */
public record SiteRule(
        String host,
        List<PageSelector> keep,
        List<PageSelector> drop,
        List<PageSelector> title,
        List<PageSelector> date,
        List<PageSelector> author) {

    public SiteRule {
        keep = List.copyOf(keep);
        drop = List.copyOf(drop);
        title = List.copyOf(title);
        date = List.copyOf(date);
        author = List.copyOf(author);
    }
}
