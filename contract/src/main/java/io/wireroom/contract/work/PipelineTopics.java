package io.wireroom.contract.work;

import io.wireroom.contract.Topic;
import io.wireroom.contract.Topics;
import java.time.Duration;
import java.util.List;

/** All topics of an installation, those between our own parts included. Immutable. */
public final class PipelineTopics extends Topics {

    private static final long RAW_RETENTION_BYTES = 2L * 1024 * 1024 * 1024;

    /** Far more than can wait: a site has one request out at a time. */
    private static final long REQUEST_RETENTION_BYTES = 1L << 30;

    private final Topic<Request> request;
    private final Topic<Fetched> fetched;
    private final Topic<Link> link;
    private final Topic<RawPage.Capture> raw;
    private final Topic<VersionFingerprint> fingerprint;

    /** The topics under a prefix, by default {@code news.}. */
    public PipelineTopics(String prefix) {
        super(prefix);
        request = topic(
                "request.v1",
                Request.class,
                with(keep(Duration.ofDays(7)), "retention.bytes", REQUEST_RETENTION_BYTES));
        fetched = topic("fetched.v1", Fetched.class, keep(Duration.ofDays(3)));
        link = topic("link.v1", Link.class, keep(Duration.ofDays(3)));
        raw = topic(
                "raw.v1",
                RawPage.Capture.class,
                with(
                        keep(Duration.ofDays(3)),
                        "max.message.bytes",
                        MAX_RAW_BYTES,
                        "retention.bytes",
                        RAW_RETENTION_BYTES));
        fingerprint = topic("fingerprint.v1", VersionFingerprint.class, keep(Duration.ofDays(7)), Topic.Partitions.ONE);
    }

    /** What to fetch next; key and place the site. */
    public Topic<Request> request() {
        return request;
    }

    /** Answers without their bodies; key and place the site of the asker. */
    public Topic<Fetched> fetched() {
        return fetched;
    }

    /** Addresses handed to their sites; key link id, placed by site. */
    public Topic<Link> link() {
        return link;
    }

    /** Pages; key link id, placed by the site of the final address; the codec is that of the capture header. */
    public Topic<RawPage.Capture> raw() {
        return raw;
    }

    /** What versions are compared by; key the article id, in one partition. */
    public Topic<VersionFingerprint> fingerprint() {
        return fingerprint;
    }

    @Override
    public List<Topic<?>> all() {
        return List.of(
                source(),
                sourceStatus(),
                request,
                fetched,
                link,
                raw,
                article(),
                articleLatest(),
                ninjs(),
                fingerprint,
                group(),
                story(),
                outcome(),
                erased(),
                ingestDeadLetter(),
                enrichDeadLetter(),
                sinkDeadLetter());
    }
}
