package io.wireroom.tagging;

import io.wireroom.contract.Article.Attribution;
import io.wireroom.contract.Article.Quote;
import io.wireroom.contract.Article.Tags;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * The tagging engines, one a task, run in the order in which they depend on each other. Thread-safe if the engines are.
 */
public record Taggers(
        EntityTagger entities,
        TopicTagger topics,
        KeyphraseTagger keyphrases,
        QuoteFinder quotes,
        CreditFinder credits) {

    /** The tasks, in the order in which they run. */
    public enum Task {
        ENTITIES,
        TOPICS,
        KEYPHRASES,
        QUOTES,
        ATTRIBUTIONS
    }

    /** The result of all tasks for one article. */
    public record Tagged(Tags tags, List<Quote> quotes, List<Attribution> attributions) {

        public Tagged {
            quotes = List.copyOf(quotes);
            attributions = List.copyOf(attributions);
        }
    }

    /** Receives the duration and the result size of each task. */
    public interface Meter {

        /** Ignores all measurements. */
        Meter NONE = (task, nanos, found) -> {};

        /**
         * Records one task.
         *
         * @param nanos duration of the task
         * @param found number of tags, quotes or attributions
         */
        void measured(Task task, long nanos, int found);
    }

    /** All tags of an article. */
    public Tagged tag(TagInput input) {
        return tag(input, Meter.NONE);
    }

    /** All tags of an article; the meter receives each task. */
    public Tagged tag(TagInput input, Meter meter) {
        var found = measured(
                meter,
                Task.ENTITIES,
                () -> entities.tag(input),
                all -> all.people().size()
                        + all.organisations().size()
                        + all.places().size());
        var subjects = measured(meter, Task.TOPICS, () -> topics.tag(input), List::size);
        var phrases = measured(meter, Task.KEYPHRASES, () -> keyphrases.tag(input, found), List::size);
        return new Tagged(
                new Tags(subjects, found.people(), found.organisations(), found.places(), phrases),
                measured(meter, Task.QUOTES, () -> quotes.quotes(input, found), List::size),
                measured(meter, Task.ATTRIBUTIONS, () -> credits.attributions(input, found), List::size));
    }

    private static <T> T measured(Meter meter, Task task, Supplier<T> work, ToIntFunction<T> size) {
        var started = System.nanoTime();
        var result = work.get();
        meter.measured(task, System.nanoTime() - started, size.applyAsInt(result));
        return result;
    }
}
