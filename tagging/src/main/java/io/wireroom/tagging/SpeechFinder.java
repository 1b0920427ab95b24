package io.wireroom.tagging;

import io.wireroom.contract.Article.Attribution;
import io.wireroom.contract.Article.Quote;
import java.util.List;

/** Finds direct speech, and the outlets that a story credits. Thread-safe. */
public interface SpeechFinder {

    /**
     * Direct quotes in the order of the text, none overlapping, with the speaker's full name where the text says who
     * speaks. A quote's text is exactly what stands at its offsets: the words between the marks, without them. What is
     * interrupted by its speaker, or goes on in the next paragraph, is several quotes of one speaker.
     */
    List<Quote> quotes(TagInput story, EntityTagger.Entities entities);

    /**
     * Outlets that the story credits, in the order of the text, each once, where it is credited first. The name is the
     * full one where it is known ({@code Agence France-Presse}), else as printed; the offsets are those of the name as
     * it stands in the text ({@code AFP}).
     */
    List<Attribution> attributions(TagInput story, EntityTagger.Entities entities);
}
