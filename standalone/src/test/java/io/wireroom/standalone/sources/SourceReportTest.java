package io.wireroom.standalone.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.Source;
import io.wireroom.contract.SourceId;
import io.wireroom.contract.SourceStatus;
import io.wireroom.contract.SourceStatus.State;
import io.wireroom.store.query.SourceYield;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SourceReportTest {

    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final Source QUAY = new Source(
            new SourceId("quay"), URI.create("https://quay.example/feed"), Source.Kind.FEED, "Quay", null, null, null);

    @Test
    void sumsUpWhatIsKnown() {
        var report = new SourceReport(QUAY, status(State.OK, null, null), new SourceYield(12, 3));

        assertThat(report.state()).isEqualTo("ok");
        assertThat(report.every()).isEqualTo("22m");
        assertThat(report.sinceNews(NOW)).isEqualTo("3h");
        assertThat(report.requests()).isEqualTo("61");
        assertThat(report.bytes()).isEqualTo("2480 kB");
        assertThat(report.stored()).isEqualTo("12");
        assertThat(report.rejected()).isEqualTo("3");
    }

    @Test
    void leavesOpenWhatIsNotKnown() {
        var report = new SourceReport(QUAY, null, null);

        assertThat(report.state()).isEqualTo("new");
        assertThat(report.every() + report.sinceNews(NOW) + report.requests() + report.bytes() + report.stored())
                .isEmpty();
    }

    @Test
    void namesTheStateThatMatters() {
        assertThat(new SourceReport(QUAY, status(State.OK, null, true), null).state())
                .isEqualTo("silent");
        assertThat(new SourceReport(QUAY, status(State.FAILING, FetchReason.TIMEOUT, null), null).state())
                .isEqualTo("failing: timeout");
        assertThat(new SourceReport(QUAY.paused(true), status(State.OK, null, true), null).state())
                .isEqualTo("paused");
        // Ingest has not reported yet that the pause has ended.
        assertThat(new SourceReport(QUAY, status(State.PAUSED, null, null), null).state())
                .isEqualTo("new");
    }

    private static SourceStatus status(State state, @Nullable FetchReason error, @Nullable Boolean silent) {
        return new SourceStatus(
                QUAY.id(),
                QUAY.name(),
                QUAY.url().toString(),
                state,
                Duration.ofSeconds(1350),
                0,
                error,
                NOW,
                NOW,
                null,
                null,
                NOW.minus(Duration.ofHours(3)),
                silent,
                61L,
                2_480_113L);
    }
}
