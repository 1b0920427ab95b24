package io.wireroom.tagging.credits;

import io.wireroom.contract.Article.Attribution;
import io.wireroom.tagging.Entities;
import io.wireroom.tagging.TagInput;
import io.wireroom.tagging.lexicon.SpeechWords;
import java.util.List;
import java.util.Map;

/** Finds credited outlets by rules over a list of names. Immutable; runs in time linear in the text. */
public final class CreditExtractor {

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

    /**
     * Credited outlets in the order of the text, each once, at its first credit. The name is the full one if it is
     * known ({@code Agence France-Presse}), else the printed one; the offsets are those of the printed name ({@code
     * AFP}).
     */
    public List<Attribution> attributions(TagInput input, Entities entities) {
        return new CreditCollector(input, entities, SpeechWords.in(languages, input.language()), outlets).find();
    }
}
