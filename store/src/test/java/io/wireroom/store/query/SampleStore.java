package io.wireroom.store.query;

import static io.wireroom.testkit.Samples.article;
import static io.wireroom.testkit.Samples.articleId;
import static io.wireroom.testkit.Samples.item;
import static io.wireroom.testkit.Samples.outcome;
import static io.wireroom.testkit.Samples.record;

import io.wireroom.contract.Outcome;
import io.wireroom.contract.Status;
import io.wireroom.contract.Step;
import io.wireroom.store.BatchWriter.Result;
import io.wireroom.store.StoreFixture;
import io.wireroom.testkit.Samples;
import io.wireroom.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A store in which one item has gone each of the ways that an item can go. */
final class SampleStore {

    private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    private long nextOutcome;
    private long nextArticle;

    private SampleStore() {}

    static StoreFixture fill(TestDatabase store) {
        var sample = new SampleStore();
        sample.stored();
        sample.ended();
        sample.retried();
        sample.handedOn();
        var fixture = new StoreFixture(store);
        if (!(fixture.writeAll(sample.records) instanceof Result.Written)
                || !(fixture.caughtUp() instanceof Result.Written)) {
            throw new IllegalStateException("the sample was not written");
        }
        return fixture;
    }

    private void stored() {
        Samples.wayToTheStore("stored").forEach(this::outcomeOf);
        store("stored", 1);
    }

    private void ended() {
        begin("unchanged");
        fetched("unchanged", 1);
        outcomeOf(outcome("unchanged", Step.CLEAN, 1, Status.UNCHANGED, 3));
        begin("rejected");
        fetched("rejected", 1);
        outcomeOf(outcome("rejected", Step.CLEAN, 1, Status.REJECTED, "wall", 3));
        begin("dead");
        fetched("dead", 1);
        outcomeOf(outcome("dead", Step.CLEAN, 1, Status.DEAD_LETTERED, 3));
        begin("missing");
        release("missing", 1);
        outcomeOf(outcome("missing", Step.FETCH, 1, Status.NOT_FETCHED, "not-found", 3));
        begin("forbidden");
        outcomeOf(outcome("forbidden", Step.SCHEDULE, 1, Status.NOT_FETCHED, "robots", 3));
        begin("duplicate");
        outcomeOf(outcome("duplicate", Step.SCHEDULE, 1, Status.DUPLICATE, 3));
        begin("waiting");
        outcomeOf(outcome("waiting", Step.SCHEDULE, 1, Status.WAITING, 3));
        outcomeOf(outcome("revisited", Step.SCHEDULE, 0, Status.REVISIT, 0));
        fetched("revisited", 1);
        outcomeOf(outcome("revisited", Step.CLEAN, 1, Status.UNCHANGED, 3));
    }

    private void retried() {
        begin("failed-first");
        release("failed-first", 1);
        outcomeOf(outcome("failed-first", Step.FETCH, 1, Status.FAILED, "timeout", 3));
        published("failed-first", 2);
        begin("moved");
        release("moved", 1);
        outcomeOf(outcome("moved", Step.FETCH, 1, Status.MOVED, 3));
        published("moved", 2);
        begin("returned");
        outcomeOf(outcome("returned", Step.SCHEDULE, 1, Status.RETURNED, 2));
        published("returned", 1);
        // A dead letter that was replayed: the same item, the next attempt, from the page that was already there.
        begin("replayed");
        fetched("replayed", 1);
        outcomeOf(outcome("replayed", Step.CLEAN, 1, Status.DEAD_LETTERED, 4));
        outcomeOf(outcome("replayed", Step.CLEAN, 2, Status.PUBLISHED, 9).about(articleId("replayed"), 1));
        store("replayed", 2);
    }

    /** What the scheduler sends to enrich: an entry instead of its page, the fact that a page is gone. */
    private void handedOn() {
        begin("entry-only");
        outcomeOf(outcome("entry-only", Step.SCHEDULE, 1, Status.FETCHED, "robots", 2));
        outcomeOf(outcome("entry-only", Step.CLEAN, 1, Status.PUBLISHED, 3).about(articleId("entry-only"), 1));
        store("entry-only", 1);
        outcomeOf(outcome("gone", Step.SCHEDULE, 0, Status.REVISIT, 0));
        outcomeOf(outcome("gone", Step.FETCH, 1, Status.FAILED, "gone", 3));
        outcomeOf(outcome("gone", Step.SCHEDULE, 1, Status.FETCHED, "gone", 4));
        outcomeOf(outcome("gone", Step.CLEAN, 1, Status.PUBLISHED, 5).about(articleId("gone"), 1));
        store("gone", 1);
    }

    private void begin(String page) {
        outcomeOf(outcome(page, Step.SCHEDULE, 0, Status.DISCOVERED, 0));
    }

    private void release(String page, int attempt) {
        outcomeOf(outcome(page, Step.SCHEDULE, attempt, Status.RELEASED, 10 * attempt));
    }

    private void fetched(String page, int attempt) {
        release(page, attempt);
        outcomeOf(outcome(page, Step.FETCH, attempt, Status.FETCHED, 10 * attempt + 1));
    }

    private void published(String page, int attempt) {
        fetched(page, attempt);
        outcomeOf(outcome(page, Step.CLEAN, attempt, Status.PUBLISHED, 10 * attempt + 2)
                .about(articleId(page), 1));
        store(page, attempt);
    }

    private void outcomeOf(Outcome outcome) {
        records.add(record(nextOutcome++, outcome));
    }

    private void store(String page, int attempt) {
        records.add(record(nextArticle++, article(page, 1), item(page), attempt));
    }
}
