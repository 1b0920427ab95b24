package io.wireroom.tagging;

import io.wireroom.contract.Article.Quote;
import java.util.List;

/** Finds direct speech. Thread-safe. */
public interface QuoteFinder {

    /**
     * Direct quotes in the order of the text, without overlaps, each with the speaker's full name if the text names the
     * speaker. A quote's text is exactly the text at its offsets: the words between the marks, without the marks. A
     * quote that its speaker interrupts, or that continues in the next paragraph, is several quotes of one speaker.
     */
    List<Quote> quotes(TagInput input, EntityTagger.Entities entities);
}
