package io.wireroom.tagging;

import io.wireroom.contract.Article.Block;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an article that taggers read.
 *
 * @param title headline; mentions never point into it
 * @param text one block a line; offsets of mentions are UTF-16 units into it, half-open
 * @param blocks kinds and offsets of the lines; empty when unknown
 * @param language BCP 47 tag, {@code und} when unsure
 * @param section of the publication, as printed; null when unknown
 * @param keywords the publisher's own
 * @param limit of the time for all of it
 */
public record TagInput(
        String title,
        String text,
        List<Block> blocks,
        String language,
        @Nullable String section,
        List<String> keywords,
        TimeLimit limit) {

    public TagInput {
        blocks = List.copyOf(blocks);
        keywords = List.copyOf(keywords);
    }

    /** The same parts, without a limit of time. */
    public TagInput(
            String title,
            String text,
            List<Block> blocks,
            String language,
            @Nullable String section,
            List<String> keywords) {
        this(title, text, blocks, language, section, keywords, TimeLimit.NONE);
    }

    /** Title and text alone. */
    public static TagInput of(String title, String text, String language) {
        return new TagInput(title, text, List.of(), language, null, List.of());
    }

    /** Whether the text is in this language, whatever the region. */
    public boolean isIn(String primarySubtag) {
        return language.equals(primarySubtag) || language.startsWith(primarySubtag + "-");
    }
}
