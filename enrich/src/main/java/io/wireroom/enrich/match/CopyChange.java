package io.wireroom.enrich.match;

import io.wireroom.contract.ArticleId;
import org.jspecify.annotations.Nullable;

/**
 * An article has another original than before.
 *
 * @param copyOf the original; null if the article is no copy, or no copy any more
 */
public record CopyChange(ArticleId article, @Nullable ArticleId copyOf) {}
