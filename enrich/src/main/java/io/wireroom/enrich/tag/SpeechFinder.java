package io.wireroom.enrich.tag;

import io.wireroom.contract.Article.Attribution;
import io.wireroom.contract.Article.Quote;
import java.util.List;

/** Finds direct speech, and the outlets that a story credits. Thread-safe. */
public interface SpeechFinder {

    /** Direct quotes in the order of the text, with the speaker's full name where the text says who speaks. */
    List<Quote> quotes(Story story, EntityTagger.Entities entities);

    /** Outlets that the story credits, in the order of the text, each at its first mention. */
    List<Attribution> attributions(Story story, EntityTagger.Entities entities);
}
