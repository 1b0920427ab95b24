package io.wireroom.enrich.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.wireroom.contract.RejectReason;
import io.wireroom.enrich.Raw;
import io.wireroom.enrich.clean.Cleaned.Rejected;
import io.wireroom.enrich.clean.page.PageLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CleanerLimitsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"<div>", "<b>", "<table><tr><td>", "<ul><li>", "<blockquote><p>", "<font><a href=x>", "<svg><g>"
            })
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void deepNestingEndsAsAReject(String tag) {
        var html = "<html><body>" + tag.repeat(100_000) + "text";

        assertThat(clean(html, PageLimits.DEFAULT)).isInstanceOf(Rejected.class);
    }

    @Test
    void elementsNestedDeeperThanBrowsersBuildAreTooComplex() {
        var html = "<html><body>" + "<div>".repeat(600) + "text";

        assertThat(clean(html, PageLimits.DEFAULT))
                .isEqualTo(new Rejected(RejectReason.TOO_COMPLEX, "elements are nested deeper than 512"));
    }

    @Test
    void moreElementsThanTheLimitAreTooComplex() {
        var html = "<html><body>" + "<p>x".repeat(200_001);

        assertThat(clean(html, PageLimits.DEFAULT))
                .isEqualTo(new Rejected(RejectReason.TOO_COMPLEX, "more than 200000 elements"));
    }

    @Test
    void manyCanonicalLinksInTheBodyCostTimeWithTheirNumber() {
        var link = "<link rel=canonical href='http://[::1'>";
        var html = "<html><title>The ferry is late</title><body><p>Text.</p>" + link.repeat(60_000);
        var first = "<html><title>The ferry is late</title><body>" + link.repeat(60_000) + "<p>Text.</p>";

        assertThat(clean(html, PageLimits.DEFAULT)).isEqualTo(clean(first, PageLimits.DEFAULT));
        assertThat(clean(first, PageLimits.DEFAULT))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isNotEqualTo(RejectReason.TOO_COMPLEX));
    }

    @Test
    void headingsWithinHeadingsCostTimeWithTheirNumber() {
        var text = "The ferry is late <b>again</b> today. ".repeat(12_000);
        var html = "<html><title>The ferry is late</title><body>" + "<div><h1>The ferry is late".repeat(200) + text;

        assertThat(clean(html, PageLimits.DEFAULT))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isNotEqualTo(RejectReason.TOO_COMPLEX));
    }

    @Test
    void aPageOverItsTimeIsTooComplex() {
        var limits = new PageLimits(512, 200_000, Duration.ZERO);

        assertThat(clean("<html><body><p>Some text.</p>", limits))
                .isEqualTo(new Rejected(RejectReason.TOO_COMPLEX, "the page took longer than its time"));
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void randomBytesAlwaysGetAnAnswer() {
        var random = new Random(7);
        for (int i = 0; i < 300; i++) {
            var body = new byte[random.nextInt(4_000)];
            random.nextBytes(body);
            var prefixed = ("<html><body><p>" + new String(body, StandardCharsets.ISO_8859_1) + "<div class=")
                    .getBytes(StandardCharsets.ISO_8859_1);

            assertThatCode(() -> clean(body, PageLimits.DEFAULT)).doesNotThrowAnyException();
            assertThatCode(() -> clean(prefixed, PageLimits.DEFAULT)).doesNotThrowAnyException();
        }
    }

    private static Cleaned clean(String html, PageLimits limits) {
        return clean(html.getBytes(StandardCharsets.UTF_8), limits);
    }

    private static Cleaned clean(byte[] body, PageLimits limits) {
        return new Cleaner(limits)
                .clean(Raw.page(body, "https://www.observer.example/page", "text/html", null, 0, Raw.FETCHED_AT));
    }
}
