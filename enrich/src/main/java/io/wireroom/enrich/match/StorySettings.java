package io.wireroom.enrich.match;

import java.time.Duration;

/**
 * When articles are about one event. Similarities are cosines in [0, 1].
 *
 * @param decay a story that had no article for this time needs e times the similarity
 * @param join least similarity of an article and a story with articles in its language
 * @param joinAcross the same over the terms that languages share, for other stories
 * @param merge least similarity of two stories that become one
 * @param split parts of a story whose articles are less similar than this on average become stories of their own
 */
public record StorySettings(Duration decay, double join, double joinAcross, double merge, double split) {

    /** Chosen by cross-validation over the sets of docs/performance.md. */
    public static final StorySettings DEFAULT = new StorySettings(Duration.ofDays(60), 0.26, 0.35, 0.48, 0.14);
}
