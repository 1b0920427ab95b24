package io.wireroom.tagging.credits;

import io.wireroom.contract.Article.Attribution;
import io.wireroom.tagging.CreditFinder;
import io.wireroom.tagging.EntityTagger.Entities;
import io.wireroom.tagging.TagInput;
import io.wireroom.tagging.lexicon.SpeechWords;
import java.util.List;
import java.util.Map;

/** Finds credited outlets by rules over a list of names. Immutable; runs in time linear in the text. */
public final class CreditExtractor implements CreditFinder {

    private final Map<String, SpeechWords> languages;
    private final OutletNames outlets;

    private CreditExtractor(Map<String, SpeechWords> languages, OutletNames outlets) {
        this.languages = languages;
        this.outlets = outlets;
    }

    /** With the names on the class path and these words around speech, by language. */
    public static CreditExtractor load(Map<String, SpeechWords> languages) {
        return new CreditExtractor(languages, OutletNames.read());
    }

    @Override
    public List<Attribution> attributions(TagInput input, Entities entities) {
        return new CreditCollector(input, entities, SpeechWords.in(languages, input.language()), outlets).find();
    }
}
