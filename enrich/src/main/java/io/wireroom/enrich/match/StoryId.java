package io.wireroom.enrich.match;

import io.wireroom.contract.ArticleId;
import io.wireroom.contract.address.Sha256;

/** Names a story for as long as it exists. Lower-case hexadecimal, 32 characters. */
public record StoryId(String value) implements Comparable<StoryId> {

    /**
     * The id of the story that an article founds.
     *
     * @param sequence number of the story: an article may found several
     */
    static StoryId foundedBy(ArticleId article, long sequence) {
        return new StoryId(Sha256.id("story " + sequence + " " + article));
    }

    @Override
    public int compareTo(StoryId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
