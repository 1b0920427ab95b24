package io.wireroom.enrich.match;

import io.wireroom.contract.ArticleId;
import io.wireroom.contract.StoryId;
import java.util.List;

/** A change of the stories. */
public sealed interface StoryEvent {

    /** An article is in a story now; before, it was in none. */
    record Joined(ArticleId article, StoryId story) implements StoryEvent {}

    /** An article is in no story any more, because its new version is about something else, or it was removed. */
    record Left(ArticleId article, StoryId story) implements StoryEvent {}

    /** All articles of a story, these, are in an older one now. */
    record Merged(StoryId story, StoryId into, List<ArticleId> articles) implements StoryEvent {

        public Merged {
            articles = List.copyOf(articles);
        }
    }

    /** Some articles of a story are a story of their own now. */
    record Split(StoryId from, StoryId story, List<ArticleId> articles) implements StoryEvent {

        public Split {
            articles = List.copyOf(articles);
        }
    }
}
