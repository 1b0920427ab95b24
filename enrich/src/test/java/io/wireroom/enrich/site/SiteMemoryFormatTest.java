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
    private static final int MOST_BYTES = 8 * 1024;

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
        return new SiteMemory(Long.MAX_VALUE, 20_000, boilerplate, baseline.withRejected());
    }

    @Test
    void equalMemoriesAreEqualBytes() {
        assertThat(SiteMemoryFormat.encode(full())).isEqualTo(SiteMemoryFormat.encode(full()));
        assertThat(List.of(full())).containsExactly(full());
    }
}
