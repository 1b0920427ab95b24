package io.wireroom.tagging;

import io.wireroom.contract.Article.Tag;
import java.util.List;

/** Finds the phrases that sum up an article. Thread-safe. */
public interface KeyphraseTagger {

    /** Key phrases, the best first; {@code entities} were found in the same article before. */
    List<Tag> tag(TagInput input, EntityTagger.Entities entities);
}
