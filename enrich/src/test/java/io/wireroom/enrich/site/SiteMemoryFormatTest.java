package io.wireroom.enrich.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.enrich.clean.page.Layout;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SiteMemoryFormatTest {

    /** What the metric and the rationale promise. */
    private static final int MOST_BYTES = 10 * 1024;

    @Test
    void whatIsWrittenIsRead() {
        var full = full();

        assertThat(SiteMemoryFormat.decode(SiteMemoryFormat.encode(full))).contains(full);
        assertThat(SiteMemoryFormat.decode(SiteMemoryFormat.encode(SiteMemory.NONE)))
                .contains(SiteMemory.NONE);
    }

    @Test
    void aSiteTakesAFewKilobytesHoweverManyPagesItHas() {
        assertThat(SiteMemoryFormat.encode(full())).hasSizeLessThan(MOST_BYTES).hasSizeGreaterThan(MOST_BYTES / 2);
    }

    @Test
    void whatWasWrittenBeforeAddressesWereRememberedIsRead() {
        var memory = new SiteMemory(7, 20_000, SiteBoilerplate.NONE, SiteBaseline.fresh(42), AddressClaims.NONE);
        var bytes = SiteMemoryFormat.encode(memory);
        var before = Arrays.copyOf(bytes, bytes.length - 4);
        before[0] = 2;

        assertThat(SiteMemoryFormat.decode(before)).contains(memory);
        assertThat(SiteMemoryFormat.head(before)).contains(new SiteMemoryFormat.Head(7, 20_000, false));
    }

    @Test
    void otherBytesAreNoMemory() {
        var bytes = SiteMemoryFormat.encode(full());
        var other = bytes.clone();
        other[0] = 9;

        assertThat(SiteMemoryFormat.decode(other)).isEmpty();
        assertThat(SiteMemoryFormat.decode(new byte[0])).isEmpty();
        assertThat(SiteMemoryFormat.decode(Arrays.copyOf(bytes, bytes.length - 1)))
                .isEmpty();
        assertThat(SiteMemoryFormat.decode(Arrays.copyOf(bytes, bytes.length + 1)))
                .isEmpty();
    }

    private static SiteMemory full() {
        var boilerplate = SiteBoilerplate.NONE;
        var baseline = SiteBaseline.fresh(42);
        for (int article = 0; article < 300; article++) {
            var from = article * 50L;
            boilerplate = boilerplate.with(
                    LongStream.range(from + 1, from + 51).boxed().toList());
            var steps = IntStream.range(article * 20, article * 20 + 12).boxed().toList();
            baseline = baseline.with(
                    new SiteBaseline.Article(true, article % 2 == 0, true, 100 + article, new Layout(steps)));
        }
        assertThat(boilerplate.lines()).hasSize(SiteBoilerplate.MAX_LINES);
        assertThat(baseline.layouts()).hasSize(SiteBaseline.MAX_LAYOUTS);
        return new SiteMemory(Long.MAX_VALUE, 20_000, boilerplate, baseline.withRejected(), claims());
    }

    private static AddressClaims claims() {
        var claims = AddressClaims.NONE;
        for (int page = 0; page < 100; page++) {
            var lines = List.of(page * 10, page * 10 + 1, page * 10 + 2, page * 10 + 3);
            claims = claims.with(new AddressClaim(page, -page - 1, 1L << page % 64, lines), true);
            claims = claims.with(new AddressClaim(page, -page - 1_000, 2L << page % 63, List.of(-page - 1)), true);
        }
        assertThat(claims.seen()).hasSize(AddressClaims.MAX_SEEN);
        assertThat(claims.shared()).hasSize(AddressClaims.MAX_SHARED);
        return claims;
    }

    @Test
    void equalMemoriesAreEqualBytes() {
        assertThat(SiteMemoryFormat.encode(full())).isEqualTo(SiteMemoryFormat.encode(full()));
        assertThat(List.of(full())).containsExactly(full());
    }
}
