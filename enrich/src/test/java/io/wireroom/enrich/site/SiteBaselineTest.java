package io.wireroom.enrich.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.enrich.clean.page.Layout;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SiteBaselineTest {

    private static final Layout NEWS = new Layout(List.of(1, 2, 3, 4));
    private static final Layout SPORT = new Layout(List.of(1, 2, 13, 14, 15));
    private static final Layout NEW = new Layout(List.of(21, 22, 23, 24));
    private static final SiteBaseline.Article USUAL = new SiteBaseline.Article(true, true, true, 3_000, NEWS);

    private static SiteBaseline after(SiteBaseline baseline, int articles, SiteBaseline.Article article) {
        var now = baseline;
        for (int i = 0; i < articles; i++) {
            now = now.with(article);
        }
        return now;
    }

    private static SiteBaseline steady() {
        return after(SiteBaseline.fresh(1), 60, USUAL);
    }

    @Test
    void aSiteThatStaysAsItIsDoesNotDrift() {
        assertThat(steady().drifting()).isEmpty();
    }

    @Test
    void aNewLayoutDriftsWithinEightArticlesAndIsUsualSoonAfter() {
        var redone = new SiteBaseline.Article(true, true, true, 3_000, NEW);

        assertThat(after(steady(), 8, redone).drifting()).containsExactly(SiteSignal.LAYOUT);
        assertThat(after(steady(), 30, redone).drifting()).isEmpty();
    }

    @Test
    void aSecondTemplateBesideTheFirstIsNoDrift() {
        var baseline = SiteBaseline.fresh(1);
        for (int i = 0; i < 200; i++) {
            baseline = baseline.with(new SiteBaseline.Article(true, true, true, 3_000, i % 5 == 0 ? SPORT : NEWS));
            assertThat(baseline.drifting()).isEmpty();
        }
    }

    @Test
    void eachFieldThatIsLostIsASign() {
        assertThat(after(steady(), 8, new SiteBaseline.Article(false, true, true, 3_000, NEWS))
                        .drifting())
                .containsExactly(SiteSignal.TITLE);
        assertThat(after(steady(), 8, new SiteBaseline.Article(true, false, true, 3_000, NEWS))
                        .drifting())
                .containsExactly(SiteSignal.DATE);
        assertThat(after(steady(), 8, new SiteBaseline.Article(true, true, false, 3_000, NEWS))
                        .drifting())
                .containsExactly(SiteSignal.AUTHOR);
        assertThat(after(steady(), 8, new SiteBaseline.Article(true, true, true, 400, NEWS))
                        .drifting())
                .containsExactly(SiteSignal.LENGTH);
    }

    @Test
    void pagesThatAreTurnedAwayAreASign() {
        var baseline = steady();
        for (int i = 0; i < 8; i++) {
            baseline = baseline.withRejected();
        }

        assertThat(baseline.drifting()).containsExactly(SiteSignal.REJECTED);
        assertThat(after(baseline, 20, USUAL).drifting()).isEmpty();
    }

    @Test
    void whatIsLostForGoodIsTheNewUsual() {
        var without = new SiteBaseline.Article(true, true, false, 3_000, NEWS);

        assertThat(after(steady(), 60, without).drifting()).containsExactly(SiteSignal.AUTHOR);
        assertThat(after(steady(), 120, without).drifting()).isEmpty();
    }

    @Test
    void aFieldThatIsOftenMissingIsNotMissed() {
        var random = new Random(7);
        var baseline = SiteBaseline.fresh(1);
        for (int i = 0; i < 2_000; i++) {
            baseline = baseline.with(
                    new SiteBaseline.Article(true, true, random.nextInt(10) < 6, 500 + random.nextInt(6_000), NEWS));
            assertThat(baseline.drifting()).isEmpty();
        }
    }

    @Test
    void aNewSiteDoesNotDrift() {
        var baseline = after(SiteBaseline.fresh(1), 12, USUAL);

        assertThat(after(baseline, 8, new SiteBaseline.Article(false, false, false, 300, NEW))
                        .drifting())
                .isEmpty();
    }

    @Test
    void anotherExtractorOrOtherRulesBeginAnew() {
        assertThat(steady().of(1)).isEqualTo(steady());
        assertThat(steady().of(2)).isEqualTo(SiteBaseline.fresh(2));
        assertThat(after(steady().of(2), 8, new SiteBaseline.Article(false, false, false, 300, NEW))
                        .drifting())
                .isEqualTo(Set.of());
    }

    @Test
    void layoutsAreBounded() {
        var baseline = steady();
        for (int i = 0; i < 100; i++) {
            baseline = baseline.with(new SiteBaseline.Article(true, true, true, 3_000, new Layout(List.of(100 + i))));
        }

        assertThat(baseline.layouts()).hasSize(SiteBaseline.MAX_LAYOUTS);
        assertThat(baseline.layouts().getFirst().layout()).isEqualTo(NEWS);
    }
}
