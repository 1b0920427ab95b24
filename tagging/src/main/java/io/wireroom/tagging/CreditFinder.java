package io.wireroom.tagging;

import io.wireroom.contract.Article.Attribution;
import java.util.List;

/** Finds the outlets that an article credits. Thread-safe. */
public interface CreditFinder {

    /**
     * Credited outlets in the order of the text, each once, at its first credit. The name is the full one if it is
     * known ({@code Agence France-Presse}), else the printed one; the offsets are those of the printed name ({@code
     * AFP}).
     */
    List<Attribution> attributions(TagInput input, EntityTagger.Entities entities);
}
