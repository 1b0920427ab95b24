package io.wireroom.enrich.lane;

import io.wireroom.contract.ArticleGroup;
import io.wireroom.contract.ArticleId;
import io.wireroom.contract.Story;
import io.wireroom.contract.StoryId;
import io.wireroom.contract.json.Decoded;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.contract.work.VersionFingerprint;
import io.wireroom.enrich.lane.MatchMetrics.CopyChanged;
import io.wireroom.enrich.lane.MatchMetrics.StoryChanged;
import io.wireroom.enrich.lane.MatchedVersions.Damaged;
import io.wireroom.enrich.match.ArticleMatcher;
import io.wireroom.enrich.match.ArticleMatcher.Changes;
import io.wireroom.enrich.match.ArticleMatcher.Match;
import io.wireroom.enrich.match.FingerprintRecords;
import io.wireroom.enrich.match.StoryEvent;
import io.wireroom.enrich.match.StorySettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * One version in, changes of groups and stories out. What is compared is in memory; the stores hold what is needed to have
 * it there again after a restart. It computes everything first and writes its stores and its records last.
 */
final class MatchProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    private static final Duration FORGET_EVERY = Duration.ofSeconds(1);

    /** Of one round of forgetting, so that versions do not wait for it. */
    private static final Duration FORGET_BUDGET = Duration.ofMillis(20);

    /** An article whose match is another now. */
    private record Rematched(ArticleId article, Optional<Match> was, Match now) {}

    /** What one version leads to. */
    private record Result(List<Rematched> articles, Map<StoryId, Optional<Story>> stories, List<StoryEvent> events) {}

    private final PipelineTopics topics;
    private final MatchSettings settings;
    private final InstantSource clock;
    private final MatchMetrics metrics;
    private ArticleMatcher matcher;
    private List<Damaged> damaged = List.of();

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    private MatchWriter writer;

    @SuppressWarnings("NullAway.Init") // as above
    private MatchedVersions known;

    MatchProcessor(PipelineTopics topics, MatchSettings settings, InstantSource clock, MatchMetrics metrics) {
        this.topics = topics;
        this.settings = settings;
        this.clock = clock;
        this.metrics = metrics;
        this.matcher = emptyMatcher();
    }

    private ArticleMatcher emptyMatcher() {
        return new ArticleMatcher(settings.window(), StorySettings.DEFAULT);
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        writer = new MatchWriter(context, topics);
        known = new MatchedVersions(
                context.getStateStore(MatchTopology.FINGERPRINTS), context.getStateStore(MatchTopology.MATCHES));
        load();
        context.schedule(FORGET_EVERY, PunctuationType.WALL_CLOCK_TIME, at -> forget(Instant.ofEpochMilli(at)));
    }

    /** Begins anew with what the stores hold. */
    void load() {
        var loaded = known.load();
        matcher = emptyMatcher();
        matcher.restore(loaded.articles());
        damaged = loaded.damaged();
    }

    private void forget(Instant now) {
        setDamagedAside();
        var until = System.nanoTime() + FORGET_BUDGET.toNanos();
        var due = known.oldest(now, settings.window());
        while (due.isPresent() && System.nanoTime() - until < 0) {
            forget(due.get());
            due = known.oldest(now, settings.window());
        }
        metrics.articles(known.size());
    }

    private void forget(ArticleId article) {
        matcher.forget(article);
        known.remove(article);
        metrics.forgot(1);
    }

    /** Nothing can be sent while a task starts. */
    private void setDamagedAside() {
        for (var entry : damaged) {
            writer.setAside(entry);
            known.delete(entry.key());
            metrics.damaged();
        }
        damaged = List.of();
    }

    @Override
    public void close() {
        metrics.articles(0);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        setDamagedAside();
        byte @Nullable [] value = record.value();
        if (value == null) {
            remove(record, new ArticleId(new String(record.key(), StandardCharsets.UTF_8)));
            return;
        }
        switch (topics.fingerprint().codec().decode(value)) {
            case Decoded.Value<VersionFingerprint>(var version) -> match(record, version);
            // To the dead letters: a later version can replay it.
            case Decoded.Unreadable<VersionFingerprint>(var why) -> throw new IllegalArgumentException(why);
        }
    }

    private void match(Record<byte[], byte[]> record, VersionFingerprint version) {
        var fingerprint = FingerprintRecords.fingerprint(version);
        var words = ArticleWords.of(version);
        var now = clock.instant();
        var result = changing(() -> {
            var changes = matcher.put(fingerprint);
            if (!changes.articles().isEmpty()) {
                metrics.version(changes.compared());
            }
            return result(
                    changes, article -> article.equals(version.id()) ? Optional.of(words) : known.words(article), now);
        });
        for (var article : result.articles()) {
            if (article.article().equals(version.id())) {
                known.add(fingerprint, words, article.now(), now);
                article.now().storyId().ifPresent(story -> noteJoin(article, fingerprint.seenAt(), now));
            } else if (!article.was().equals(Optional.of(article.now()))) {
                known.update(article.article(), article.now());
            }
        }
        write(record, result, now);
        while (known.size() > settings.articles()) {
            known.oldest().ifPresent(this::forget);
        }
    }

    private void noteJoin(Rematched article, @Nullable Instant seenAt, Instant now) {
        if (seenAt != null && article.was().flatMap(Match::storyId).isEmpty()) {
            metrics.joinedAfter(Duration.between(seenAt, now));
        }
    }

    private void remove(Record<byte[], byte[]> record, ArticleId article) {
        var now = clock.instant();
        var result = changing(() -> result(matcher.remove(article), known::words, now));
        known.remove(article);
        result.articles().forEach(other -> known.update(other.article(), other.now()));
        writer.forgetGroup(record, article, now);
        write(record, result, now);
    }

    /** Where the code throws, what is in memory may be half changed: it is read again from the stores. */
    private Result changing(Supplier<Result> change) {
        try {
            return change.get();
        } catch (RuntimeException e) {
            load();
            throw e;
        }
    }

    private Result result(Changes changes, Function<ArticleId, Optional<ArticleWords>> versions, Instant now) {
        var articles = new ArrayList<Rematched>();
        for (var article : changes.articles()) {
            matcher.match(article)
                    .ifPresent(match -> articles.add(new Rematched(article, known.match(article), match)));
        }
        return new Result(articles, stories(changes, versions, now), changes.events());
    }

    /** The stories that changed; without a record if fewer than two articles are left. */
    private Map<StoryId, Optional<Story>> stories(
            Changes changes, Function<ArticleId, Optional<ArticleWords>> versions, Instant now) {
        var ids = new LinkedHashSet<StoryId>();
        var splitFrom = new LinkedHashMap<StoryId, StoryId>();
        var stories = new LinkedHashMap<StoryId, Optional<Story>>();
        for (var event : changes.events()) {
            switch (event) {
                case StoryEvent.Joined(var article, var story) -> ids.add(story);
                case StoryEvent.Left(var article, var story) -> ids.add(story);
                case StoryEvent.Split(var from, var story, var members) -> {
                    ids.addAll(List.of(from, story));
                    splitFrom.put(story, from);
                }
                case StoryEvent.Merged(var story, var into, var members) -> {
                    ids.add(into);
                    var last = members.stream()
                            .flatMap(member -> matcher.known(member).stream())
                            .toList();
                    stories.put(
                            story,
                            Optional.of(StoryRecords.merged(
                                    StoryRecords.of(
                                            story,
                                            last,
                                            last.getFirst().id(),
                                            matcher.areCopies(last),
                                            null,
                                            versions,
                                            now),
                                    into)));
                }
            }
        }
        for (var id : ids) {
            if (!stories.containsKey(id)) {
                stories.put(
                        id,
                        matcher.changedStory(id)
                                .map(story -> StoryRecords.of(
                                        id,
                                        story.articles(),
                                        story.central(),
                                        matcher.areCopies(story.articles()),
                                        splitFrom.get(id),
                                        versions,
                                        now)));
            }
        }
        return stories;
    }

    private void write(Record<byte[], byte[]> record, Result result, Instant now) {
        for (var article : result.articles()) {
            var copyWas = article.was().flatMap(match -> match.copyOf(article.article()));
            var copyNow = article.now().copyOf(article.article());
            var storyWas = article.was().flatMap(Match::storyId);
            var storyNow = article.now().storyId();
            if (!copyNow.equals(copyWas) || !storyNow.equals(storyWas)) {
                countCopy(copyWas, copyNow);
                countStory(storyWas, storyNow);
                writer.group(
                        record, new ArticleGroup(article.article(), copyNow.orElse(null), storyNow.orElse(null), now));
            }
        }
        result.stories()
                .forEach((id, story) -> story.ifPresentOrElse(
                        changed -> writer.story(record, changed), () -> writer.forgetStory(record, id, now)));
        for (var event : result.events()) {
            switch (event) {
                case StoryEvent.Merged merged -> metrics.story(StoryChanged.MERGED);
                case StoryEvent.Split split -> metrics.story(StoryChanged.SPLIT);
                case StoryEvent.Joined joined -> {}
                case StoryEvent.Left left -> {}
            }
        }
    }

    private void countCopy(Optional<ArticleId> was, Optional<ArticleId> now) {
        if (!was.equals(now)) {
            metrics.copy(was.isEmpty() ? CopyChanged.FOUND : now.isEmpty() ? CopyChanged.LOST : CopyChanged.CHANGED);
        }
    }

    private void countStory(Optional<StoryId> was, Optional<StoryId> now) {
        if (!was.equals(now)) {
            metrics.story(was.isEmpty() ? StoryChanged.JOINED : now.isEmpty() ? StoryChanged.LEFT : StoryChanged.MOVED);
        }
    }
}
