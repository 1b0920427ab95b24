package io.wireroom.tagging;

import io.wireroom.contract.Article.Tag;
import java.util.List;

/** Tells what an article is about, as IPTC Media Topics. Thread-safe. */
public interface TopicTagger {

    /** Topics with their {@code medtop:} addresses, the surest first; empty below the calibrated threshold. */
    List<Tag> tag(TagInput input);
}
