package io.wireroom.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an article is a copy of, and its story ({@code news.group.v1}). An article that never was either has no record; one
 * that is neither any more has one without both.
 *
 * @param id of the article
 * @param copyOf the article that appeared first with this text; null for an original
 * @param storyId the story that it is in; null if it is alone with its event
 * @param at when that was found
 */
public record ArticleGroup(
        ArticleId id, @Nullable ArticleId copyOf, @Nullable StoryId storyId, Instant at) {}
