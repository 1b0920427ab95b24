package io.wireroom.store.query;

import static io.wireroom.testkit.Samples.TEN;
import static io.wireroom.testkit.Samples.articleId;
import static io.wireroom.testkit.Samples.item;
import static io.wireroom.testkit.Samples.outcome;
import static io.wireroom.testkit.Samples.url;
import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.Outcome;
import io.wireroom.contract.Status;
import io.wireroom.contract.Step;
import io.wireroom.store.StoreFixture;
import io.wireroom.testkit.Samples;
import io.wireroom.testkit.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {

    private final TestDatabase store = StoreFixture.emptyStore();

    @Test
    void returnsEveryStepInOrderAndTheVersions() throws SQLException {
        SampleStore.fill(store);

        var trace = Trace.of(store.pool(), url("failed-first"));

        assertThat(trace.steps().stream().map(Trace.StepTaken::outcome))
                .containsExactly(
                        outcome("failed-first", Step.SCHEDULE, 0, Status.DISCOVERED, 0),
                        outcome("failed-first", Step.SCHEDULE, 1, Status.RELEASED, 10),
                        outcome("failed-first", Step.FETCH, 1, Status.FAILED, "timeout", 3),
                        outcome("failed-first", Step.SCHEDULE, 2, Status.RELEASED, 20),
                        outcome("failed-first", Step.FETCH, 2, Status.FETCHED, 21),
                        outcome("failed-first", Step.CLEAN, 2, Status.PUBLISHED, 22)
                                .about(articleId("failed-first"), 1),
                        Outcome.of(item("failed-first"), Step.STORE, 2, Status.STORED, null, Samples.NOW)
                                .about(articleId("failed-first"), 1));
        assertThat(trace.versions())
                .singleElement()
                .satisfies(version -> assertThat(version)
                        .usingRecursiveComparison()
                        .ignoringFields("storedAt")
                        .isEqualTo(new Trace.Version(
                                articleId("failed-first"),
                                1,
                                item("failed-first").id(),
                                url("failed-first"),
                                "Ferry failed-first returns",
                                "usable",
                                TEN.plusSeconds(60),
                                TEN)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://gazette.example/stored",
                "HTTP://WWW.gazette.example:80/stored?utm_source=feed#top",
                "gazette.example/stored",
                " https://gazette.example/stored "
            })
    void findsAnAddressInAnySpelling(String spelling) throws SQLException {
        SampleStore.fill(store);

        assertThat(Trace.of(store.pool(), spelling))
                .isEqualTo(Trace.of(store.pool(), item("stored").id().value()));
        assertThat(Trace.of(store.pool(), spelling).steps()).hasSize(5);
    }

    @Test
    void findsByItemLinkAndArticleAndFinalAddress() throws SQLException {
        SampleStore.fill(store);
        store.execute(
                "update article set url = 'https://elsewhere.example/final' where id = '" + articleId("moved") + "'");
        var byUrl = Trace.of(store.pool(), url("moved"));

        var same = new ArrayList<Trace>();
        same.add(Trace.of(store.pool(), item("moved").id().value()));
        same.add(Trace.of(store.pool(), item("moved").link().value()));
        same.add(Trace.of(store.pool(), articleId("moved").value()));
        same.add(Trace.of(store.pool(), "https://elsewhere.example/final"));

        assertThat(byUrl.steps()).isNotEmpty();
        assertThat(same).containsOnly(byUrl);
    }

    @Test
    void isEmptyForWhatNobodyHasSeen() throws SQLException {
        assertThat(Trace.of(store.pool(), "https://nowhere.example/"))
                .isEqualTo(new Trace(List.of(), List.of(), List.of()));
    }
}
