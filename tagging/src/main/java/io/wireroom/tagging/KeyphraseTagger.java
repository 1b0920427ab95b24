package io.wireroom.tagging;

import io.wireroom.contract.Article.Tag;
import java.util.List;

/** Finds the phrases that sum up a input. Thread-safe. */
public interface KeyphraseTagger {

    /** Key phrases, the best first; {@code entities} are what was found in the same story before. */
    List<Tag> tag(TagInput input, EntityTagger.Entities entities);
}
