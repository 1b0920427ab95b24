package io.wireroom.enrich;

import io.wireroom.contract.Article;
import io.wireroom.contract.Article.PubStatus;
import io.wireroom.contract.ArticleId;
import io.wireroom.contract.FetchReason;
import io.wireroom.contract.RejectReason;
import io.wireroom.contract.Status;
import io.wireroom.contract.Topics;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.contract.work.RawPage;
import io.wireroom.contract.work.RawPage.Capture;
import io.wireroom.enrich.ArticleVersions.Decision;
import io.wireroom.enrich.clean.page.Deadline;
import io.wireroom.enrich.clean.page.Layout;
import io.wireroom.enrich.clean.page.PageLimits;
import io.wireroom.enrich.site.AddressClaim;
import io.wireroom.enrich.site.SiteText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One page in, one article version at most and one outcome out. It computes everything first and writes its store and
 * its records last, so that a page whose code throws leaves only its dead letter.
 */
final class PageProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(PageProcessor.class);

    /** The limit of the article topics, minus room for the headers. */
    private static final int MAX_RECORD_BYTES = Topics.MAX_ARTICLE_BYTES - 256 * 1024;

    private static final int GONE = 410;

    private static final Duration FORGET_EVERY = Duration.ofSeconds(1);

    /** Of one round of forgetting, so that pages do not wait for it. */
    private static final Duration FORGET_BUDGET = Duration.ofMillis(20);

    /** What a page shows of its site; nothing for an entry or a page that is gone. */
    private record Seen(Optional<Layout> layout, Optional<AddressClaim> claim) {

        static final Seen ENTRY = new Seen(Optional.empty(), Optional.empty());
    }

    private final PageSteps steps;
    private final PipelineTopics topics;
    private final Duration forget;
    private final InstantSource clock;
    private final EnrichMetrics metrics;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    private PageWriter writer;

    @SuppressWarnings("NullAway.Init") // as above
    private KnownArticles known;

    @SuppressWarnings("NullAway.Init") // as above
    private KnownSites sites;

    @SuppressWarnings("NullAway.Init") // as above
    private ErasedIds erasedIds;

    @SuppressWarnings("NullAway.Init") // as above
    private RawProgress progress;

    @SuppressWarnings("NullAway.Init") // as above
    private Supplier<Optional<RecordMetadata>> inHand;

    private boolean readsAgain;

    /** Of the page in hand: what cleaning leaves of its time is for tagging. */
    private Deadline deadline = Deadline.in(PageLimits.DEFAULT.budget());

    PageProcessor(PageSteps steps, PipelineTopics topics, Duration forget, InstantSource clock, EnrichMetrics metrics) {
        this.steps = steps;
        this.topics = topics;
        this.forget = forget;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        writer = new PageWriter(context, topics, clock, metrics);
        var now = (LongSupplier) context::currentSystemTimeMs;
        known = new KnownArticles(
                new ExpiringStore(
                        context.getStateStore(EnrichTopology.VERSIONS), forget, KnownArticles.MAX_ARTICLES, now),
                new ExpiringStore(
                        context.getStateStore(EnrichTopology.ADDRESSES), forget, KnownArticles.MAX_ADDRESSES, now),
                writer::setAside);
        sites = new KnownSites(
                context.getStateStore(EnrichTopology.SITES),
                KnownSites.MAX_SITES,
                forget,
                metrics,
                now,
                writer::setAside);
        erasedIds = new ErasedIds(context.getStateStore(EnrichTopology.ERASED));
        progress = new RawProgress(context.getStateStore(EnrichTopology.PROGRESS), writer::setAside);
        inHand = context::recordMetadata;
        readsAgain = false;
        context.schedule(FORGET_EVERY, PunctuationType.WALL_CLOCK_TIME, at -> forget());
    }

    private void forget() {
        var until = System.nanoTime() + FORGET_BUDGET.toNanos();
        metrics.forgot(known.forget(until) + sites.forget(until));
        // Number of this task's articles for the gauge.
        metrics.articles(this, known.size());
    }

    @Override
    public void close() {
        sites.close();
        metrics.articles(this, 0);
    }

    @Override
    public void process(Record<byte[], byte[]> raw) {
        var at = inHand.get().orElseThrow();
        if (progress.isDone(at, raw.timestamp())) {
            skip(at);
            return;
        }
        page(raw);
        progress.done(at, raw.timestamp());
    }

    private void skip(RecordMetadata at) {
        metrics.repeated();
        if (!readsAgain) {
            readsAgain = true;
            LOG.atWarn()
                    .addKeyValue("partition", at.partition())
                    .addKeyValue("offset", at.offset())
                    .addKeyValue("processed", progress.lastOffset())
                    .log(
                            "Kafka has lost the offset of enrich; pages that have their outcomes are read again and skipped");
        }
    }

    private void page(Record<byte[], byte[]> raw) {
        switch (CaptureHeader.read(raw.headers())) {
            case CaptureHeader.Unreadable(var why, var item, var attempt) -> writer.setAside(raw, why, item, attempt);
            case CaptureHeader.Readable(var capture) -> {
                var started = System.nanoTime();
                var body = bodyOf(raw);
                if (KnownArticles.addresses(capture).stream().anyMatch(erasedIds::contains)) {
                    endErased(raw, capture);
                } else if (body != null && body.length == 0 && capture.statesGone()) {
                    retract(raw, notAhead(capture, raw.timestamp()));
                } else if (body == null) {
                    writer.setAside(raw, "a raw page without a body", capture.item(), capture.attempt());
                } else {
                    enrich(raw, notAhead(capture, raw.timestamp()));
                }
                writer.span(capture.item(), capture.attempt(), started);
            }
        }
    }

    private void endErased(Record<byte[], byte[]> raw, Capture capture) {
        writer.send(
                raw,
                writer.outcome(capture, Status.ERASED, null).withDetail("its article was erased and must not return"));
    }

    /** Bounded by the broker's clock: a fetcher's clock that is ahead must not make revisits seem older. */
    private static Capture notAhead(Capture capture, long appendedMillis) {
        var appended = Instant.ofEpochMilli(appendedMillis);
        return capture.fetchedAt().isAfter(appended) && appendedMillis > 0 ? capture.fetchedAt(appended) : capture;
    }

    private void enrich(Record<byte[], byte[]> raw, Capture capture) {
        var started = System.nanoTime();
        deadline = Deadline.in(PageLimits.DEFAULT.budget());
        var page = new RawPage(capture, raw.value());
        var enriched = DraftMaker.withinStack(() -> steps.enrich().apply(page), DraftMaker.TOO_DEEP);
        metrics.took(Duration.ofNanos(System.nanoTime() - started));
        switch (enriched) {
            case Enriched.Rejected(var reason, var detail) -> reject(raw, capture, reason, detail);
            case Enriched.Draft draft -> version(raw, capture, draft);
        }
    }

    private void reject(Record<byte[], byte[]> raw, Capture capture, RejectReason reason, String detail) {
        // A revisited page adds no evidence about its site.
        if (capture.item().revisit() == 0 && !capture.isEntry()) {
            var site = Site.of(capture.finalUrl());
            var before = sites.of(site);
            sites.remember(site, before, before.withRejected(steps.code(site)));
        }
        metrics.rejected(reason);
        writer.send(
                raw, writer.outcome(capture, Status.REJECTED, reason.wireName()).withDetail(detail));
    }

    private void version(Record<byte[], byte[]> raw, Capture capture, Enriched.Draft draft) {
        if (capture.isEntry()) {
            // An entry does not know its page's canonical address; where the page was seen before, that is known here.
            var own = draft.article().id();
            var id = known.of(capture).orElse(own);
            var article = id.equals(own) ? draft : draft.as(id);
            var decision = ArticleVersions.decide(
                    known.state(id), article, capture.item().link(), true);
            decided(raw, capture, id, Seen.ENTRY, decision);
            return;
        }
        var claim = AddressClaim.of(draft.article().id(), draft.address(), SiteText.of(draft.article()));
        var site = sites.of(draft.article().site());
        var article =
                site.believes(claim, draft.view()) || isLastOf(draft.article().id(), capture)
                        ? draft
                        : draft.asOfItsAddress();
        var id = article.article().id();
        var decision =
                ArticleVersions.decide(known.state(id), article, capture.item().link(), false);
        decided(raw, capture, id, new Seen(Optional.of(draft.layout()), Optional.of(claim)), decision);
    }

    /** Whether this page was the last that a known article was made of: an address that is not believed any more stays its id. */
    private boolean isLastOf(ArticleId id, Capture capture) {
        var state = known.state(id);
        return state != null
                && capture.item().link().equals(state.link())
                && known.of(capture).filter(id::equals).isPresent();
    }

    /** A page of a known article is gone; of any other, that is the end. */
    private void retract(Record<byte[], byte[]> raw, Capture capture) {
        var id = known.of(capture);
        var state = id.map(known::state).orElse(null);
        if (id.isEmpty() || state == null) {
            var reason = capture.httpStatus() == GONE ? FetchReason.GONE : FetchReason.NOT_FOUND;
            writer.send(
                    raw,
                    writer.outcome(capture, Status.NOT_FETCHED, reason.wireName())
                            .withDetail("gone, and no article here"));
            return;
        }
        var decision = ArticleVersions.retract(
                state,
                capture.item().link(),
                capture.fetchedAt(),
                next -> Retraction.of(id.get(), next, capture, steps.rules().hash()));
        decided(raw, capture, id.get(), Seen.ENTRY, decision);
    }

    private void decided(Record<byte[], byte[]> raw, Capture capture, ArticleId id, Seen seen, Decision decision) {
        if (erasedIds.contains(id.value())) {
            endErased(raw, capture);
            return;
        }
        switch (decision) {
            case Decision.Unchanged(var state, var why) -> {
                var outcome = writer.outcome(capture, Status.UNCHANGED, null)
                        .about(id, state.version())
                        .withDetail(why);
                known.remember(capture, id, state);
                claimed(Site.of(capture.finalUrl()), seen);
                writer.send(raw, outcome);
            }
            case Decision.Publish(var article, var state)
            when article.pubStatus() == PubStatus.CANCELED -> publish(raw, capture, article, state);
            case Decision.Publish(var article, var state) -> {
                var site = article.site();
                var text = SiteText.of(article);
                var before = sites.of(site);
                // Learned from once, so that counts are numbers of articles.
                var learns = article.version() == 1;
                var claimed =
                        seen.claim().map(claim -> before.with(claim, learns)).orElse(before);
                var now = learns ? claimed.with(article, text, seen.layout(), steps.code(site)) : claimed;
                var trimmed = now.trim(text);
                var last = steps.tag().apply(ArticleEdits.trimmed(article, trimmed), deadline);
                if (publish(raw, capture, last, state)) {
                    metrics.boilerplate(trimmed.dropped());
                    if (!now.equals(before)) {
                        sites.remember(site, before, now);
                    }
                }
            }
        }
    }

    private void claimed(Site site, Seen seen) {
        if (seen.claim().isPresent()) {
            var before = sites.of(site);
            var now = before.with(seen.claim().get(), false);
            if (!now.equals(before)) {
                sites.remember(site, before, now);
            }
        }
    }

    /** Whether it could be: a version that is too large for its topic is rejected. */
    private boolean publish(Record<byte[], byte[]> raw, Capture capture, Article article, VersionState state) {
        var id = article.id();
        var written = writer.article(raw, article, capture);
        if (written.value().length > MAX_RECORD_BYTES) {
            metrics.rejected(RejectReason.TOO_COMPLEX);
            writer.send(
                    raw,
                    writer.outcome(capture, Status.REJECTED, RejectReason.TOO_COMPLEX.wireName())
                            .withDetail("a record of " + written.value().length + " bytes"));
            return false;
        }
        var fingerprint = writer.fingerprint(written, article, capture);
        known.remember(capture, id, state);
        writer.publish(written, fingerprint);
        if (steps.ninjs()) {
            writer.publishNinjs(written, article, capture);
        }
        writer.send(raw, writer.outcome(capture, Status.PUBLISHED, null).about(id, article.version()));
        return true;
    }

    private static byte @Nullable [] bodyOf(Record<byte[], byte[]> raw) {
        return raw.value();
    }
}
