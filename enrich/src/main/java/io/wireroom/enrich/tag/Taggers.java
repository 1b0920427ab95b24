package io.wireroom.enrich.tag;

import io.wireroom.contract.Article.Attribution;
import io.wireroom.contract.Article.Quote;
import io.wireroom.contract.Article.Tags;
import java.util.List;

/** One engine a task, run in the order in which one builds on another. Thread-safe if the engines are. */
public record Taggers(EntityTagger entities, TopicTagger topics, KeyphraseTagger keyphrases, SpeechFinder speech) {

    /** All that tagging says of a story. */
    public record Tagged(Tags tags, List<Quote> quotes, List<Attribution> attributions) {

        public Tagged {
            quotes = List.copyOf(quotes);
            attributions = List.copyOf(attributions);
        }
    }

    /** All tags of a story. */
    public Tagged tag(Story story) {
        var found = entities.tag(story);
        var tags = new Tags(
                topics.tag(story), found.people(), found.organisations(), found.places(), keyphrases.tag(story, found));
        return new Tagged(tags, speech.quotes(story, found), speech.attributions(story, found));
    }
}
