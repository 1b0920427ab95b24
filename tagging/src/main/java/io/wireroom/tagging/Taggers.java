package io.wireroom.tagging;

import io.wireroom.contract.Article.Attribution;
import io.wireroom.contract.Article.Quote;
import io.wireroom.contract.Article.Tags;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** One engine a task, run in the order in which one builds on another. Thread-safe if the engines are. */
public record Taggers(EntityTagger entities, TopicTagger topics, KeyphraseTagger keyphrases, SpeechFinder speech) {

    /** What is done to a story, one after the other. */
    public enum Task {
        ENTITIES,
        TOPICS,
        KEYPHRASES,
        QUOTES,
        ATTRIBUTIONS
    }

    /** All that tagging says of a story. */
    public record Tagged(Tags tags, List<Quote> quotes, List<Attribution> attributions) {

        public Tagged {
            quotes = List.copyOf(quotes);
            attributions = List.copyOf(attributions);
        }
    }

    /** Is told what each task took and found. */
    public interface Meter {

        /** One that listens to nothing. */
        Meter NONE = (task, nanos, found) -> {};

        /**
         * A task is done.
         *
         * @param nanos that it took
         * @param found number of tags, quotes or attributions
         */
        void measured(Task task, long nanos, int found);
    }

    /** All tags of a story. */
    public Tagged tag(TagInput story) {
        return tag(story, Meter.NONE);
    }

    /** All tags of a story, each task measured. */
    public Tagged tag(TagInput story, Meter meter) {
        var found = measured(
                meter,
                Task.ENTITIES,
                () -> entities.tag(story),
                all -> all.people().size()
                        + all.organisations().size()
                        + all.places().size());
        var subjects = measured(meter, Task.TOPICS, () -> topics.tag(story), List::size);
        var phrases = measured(meter, Task.KEYPHRASES, () -> keyphrases.tag(story, found), List::size);
        return new Tagged(
                new Tags(subjects, found.people(), found.organisations(), found.places(), phrases),
                measured(meter, Task.QUOTES, () -> speech.quotes(story, found), List::size),
                measured(meter, Task.ATTRIBUTIONS, () -> speech.attributions(story, found), List::size));
    }

    private static <T> T measured(Meter meter, Task task, Supplier<T> work, ToIntFunction<T> size) {
        var started = System.nanoTime();
        var result = work.get();
        meter.measured(task, System.nanoTime() - started, size.applyAsInt(result));
        return result;
    }
}
