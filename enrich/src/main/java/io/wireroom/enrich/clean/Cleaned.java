package io.wireroom.enrich.clean;

import io.wireroom.contract.Article.Access;
import io.wireroom.contract.Article.Block;
import io.wireroom.contract.Article.Image;
import io.wireroom.contract.Article.Representation;
import io.wireroom.contract.Article.Rights;
import io.wireroom.contract.RejectReason;
import io.wireroom.enrich.clean.page.BlockText;
import io.wireroom.enrich.clean.page.Layout;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What cleaning a page came to. */
public sealed interface Cleaned {

    /**
     * It holds an article.
     *
     * @param url final address of the page
     * @param canonicalUrl the page's own word where it is believable; else {@code url}
     * @param text one block a line
     * @param blocks kinds and half-open UTF-16 offsets of the lines
     * @param declaredLanguage as the page says it, a BCP 47 tag in lower case; null when it does not
     * @param correction whether the page says of itself that it was corrected
     * @param withdrawn whether the page says that its publisher took the article back
     * @param fields rule that won, by field name
     * @param notes reasons for absent fields and original strings of dates, by field name
     * @param layout of the part of the page that the text was found in
     * @param ruled the same article as the operators' rule for its site has it; null where there is none
     */
    record Extracted(
            URI url,
            URI canonicalUrl,
            String title,
            @Nullable String subtitle,
            String text,
            List<Block> blocks,
            @Nullable String byline,
            List<String> authors,
            @Nullable Instant publishedAt,
            @Nullable Instant modifiedAt,
            @Nullable String declaredLanguage,
            List<Image> images,
            @Nullable String section,
            List<String> keywords,
            Access access,
            Representation representation,
            Rights rights,
            boolean correction,
            boolean withdrawn,
            Map<String, String> fields,
            Map<String, String> notes,
            Layout layout,
            @Nullable Extracted ruled)
            implements Cleaned {

        public Extracted {
            blocks = List.copyOf(blocks);
            authors = List.copyOf(authors);
            images = List.copyOf(images);
            keywords = List.copyOf(keywords);
            fields = Map.copyOf(fields);
            notes = Map.copyOf(notes);
        }

        /** What is to be shown: with the rules, where there are some. Hashes are taken without them. */
        public Extracted shown() {
            return ruled == null ? this : ruled;
        }

        /** The same article where a site rule has these fields. */
        Extracted ruledAs(
                String newTitle,
                @Nullable String newSubtitle,
                BlockText newText,
                @Nullable String newByline,
                List<String> newAuthors,
                @Nullable Instant newPublishedAt,
                Map<String, String> newFields,
                Map<String, String> newNotes) {
            return new Extracted(
                    url,
                    canonicalUrl,
                    newTitle,
                    newSubtitle,
                    newText.text(),
                    newText.blocks(),
                    newByline,
                    newAuthors,
                    newPublishedAt,
                    modifiedAt,
                    declaredLanguage,
                    images,
                    section,
                    keywords,
                    access,
                    representation,
                    rights,
                    correction,
                    withdrawn,
                    newFields,
                    newNotes,
                    layout,
                    null);
        }

        /** The same extraction beside what a site rule makes of it. */
        Extracted beside(Extracted asRuled) {
            return new Extracted(
                    url,
                    canonicalUrl,
                    title,
                    subtitle,
                    text,
                    blocks,
                    byline,
                    authors,
                    publishedAt,
                    modifiedAt,
                    declaredLanguage,
                    images,
                    section,
                    keywords,
                    access,
                    representation,
                    rights,
                    correction,
                    withdrawn,
                    fields,
                    notes,
                    layout,
                    asRuled);
        }
    }

    /** It holds none; {@code detail} is one line for people. */
    record Rejected(RejectReason reason, String detail) implements Cleaned {}
}
