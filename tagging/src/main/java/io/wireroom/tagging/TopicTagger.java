package io.wireroom.tagging;

import io.wireroom.contract.Article.Tag;
import java.util.List;

/** Finds the topics of an article, as IPTC Media Topics. Thread-safe. */
public interface TopicTagger {

    /** Topics with their {@code medtop:} addresses, the most confident first; empty below the calibrated threshold. */
    List<Tag> tag(TagInput input);
}
