package io.wireroom.enrich.clean;

import io.wireroom.contract.RejectReason;
import io.wireroom.enrich.clean.page.Layout;

/** The result of cleaning a page. */
public sealed interface Cleaned {

    /**
     * The page holds an article.
     *
     * @param found what the extractor found: the content hash is taken over it
     * @param shown what is published: {@code found} with the fields that the operators' rule for the site gives
     * @param details of the page that no rule changes
     * @param confidence that the text is the article, in [0, 1]
     * @param layout of the part of the page that the text was found in
     */
    record Extracted(Content found, Content shown, PageDetails details, double confidence, Layout layout)
            implements Cleaned {

        /** The rule behind each field that is shown, and notes for human readers. */
        public FieldOrigins origins() {
            return FieldOrigins.of(shown, details);
        }
    }

    /** The page holds no article; {@code detail} is one line for human readers. */
    record Rejected(RejectReason reason, String detail) implements Cleaned {}
}
