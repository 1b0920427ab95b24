package io.wireroom.enrich;

import io.wireroom.contract.Article;
import io.wireroom.contract.FetchReason;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.work.RawPage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One history of enrich, drawn by a seed: pages, changes, withdrawals, late pages, time, commits and crashes, in any order. A
 * crash loses what was written since the last commit, in stores and on topics, and reads the pages since then again in a new
 * process, as a transaction of Kafka Streams does; where Kafka has lost the offsets, too, it reads all pages again. What is committed is compared with a model of three lines: a page whose
 * text differs from the last one is the next version, any other changes nothing, and a page that is gone cancels.
 */
final class EnrichHistory {

    private static final int STEPS = 20;
    private static final int ARTICLES = 3;

    /** A fault that is planted into enrich. */
    enum Planted {
        NONE,
        /** A restored task has lost the versions since the commit before the last. */
        FORGETS_VERSIONS,
        /** A restored task does not know which pages it has processed. */
        FORGETS_PROGRESS,
        /** A restored task reads its pages in another order. */
        READS_IN_ANOTHER_ORDER,
        /** What a crashed task had written reaches the readers although its transaction was aborted. */
        SHOWS_ABORTED_RECORDS
    }

    /** What the model says about an article. */
    private record Known(int version, int edition, boolean canceled) {}

    private final SplittableRandom random;
    private final Planted planted;
    private final TestStream stream;
    private final Map<Integer, Known> model = new HashMap<>();
    private final int[] editions = new int[ARTICLES];
    private final List<TestStream.RawRecord> raw = new ArrayList<>();
    private final List<TestStream.RawRecord> uncommitted = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private final List<String> shown = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private int revisit;
    private Instant fetchedAt = Raw.FETCHED_AT;
    private Map<String, Map<Object, byte[]>> committed;
    private Map<String, Map<Object, byte[]>> before;

    /** @param stream is emptied first, because a new one takes long to open */
    EnrichHistory(TestStream stream, long seed, Planted planted) {
        this.stream = stream;
        this.planted = planted;
        random = new SplittableRandom(seed);
        var empty = new HashMap<String, Map<Object, byte[]>>();
        stream.stores().keySet().forEach(name -> empty.put(name, Map.of()));
        stream.restore(empty);
        stream.restart();
        written();
        committed = empty;
        before = committed;
    }

    /** Runs the history; what is wrong with it, if anything, with the steps that led there. */
    Optional<String> violation() {
        for (var step = 0; step <= STEPS; step++) {
            step(step == STEPS ? Integer.MAX_VALUE : random.nextInt(12));
            if (step == STEPS || random.nextBoolean()) {
                var wrong = commit();
                if (wrong.isPresent()) {
                    return Optional.of(wrong.get() + "\n  " + String.join("\n  ", done));
                }
            }
        }
        return Optional.empty();
    }

    private void step(int drawn) {
        var article = random.nextInt(ARTICLES);
        switch (drawn) {
            case 0, 1, 2, 3 -> page(article);
            case 4, 5, 6 -> {
                editions[article]++;
                page(article);
            }
            case 7 -> latePage(article);
            case 8 -> gone(article);
            case 9 -> {
                done.add("pass");
                stream.pass(Duration.ofSeconds(random.nextInt(7_200)));
            }
            case 10 -> crash(uncommitted);
            case 11 -> crash(raw);
            default -> done.add("end");
        }
    }

    private void page(int article) {
        fetchedAt = fetchedAt.plusSeconds(1 + random.nextInt(60));
        var known = model.get(article);
        var edition = editions[article];
        var page = Raw.page(html(article, edition), InventedSite.url(article), revisit++, fetchedAt);
        if (known != null && !known.canceled() && known.edition() == edition) {
            expected.add(page.capture().item().id() + " unchanged");
        } else {
            publish(article, new Known(known == null ? 1 : known.version() + 1, edition, false), page);
        }
        pipe("page " + article + " edition " + edition, page);
    }

    /** A page that was fetched before the last one and is read after it. */
    private void latePage(int article) {
        if (model.containsKey(article)) {
            var page = Raw.page(
                    html(article, 1_000 + revisit),
                    InventedSite.url(article),
                    revisit++,
                    Raw.FETCHED_AT.minusSeconds(60));
            expected.add(page.capture().item().id() + " unchanged");
            pipe("late page " + article, page);
        }
    }

    private void gone(int article) {
        var known = model.get(article);
        if (known == null) {
            return;
        }
        fetchedAt = fetchedAt.plusSeconds(1 + random.nextInt(60));
        var url = InventedSite.url(article);
        var item = Raw.page("", url, revisit++, fetchedAt).capture().item();
        var page = RawPage.ofGone(item, 1, URI.create(url), URI.create(url), FetchReason.GONE, fetchedAt);
        if (known.canceled()) {
            expected.add(item.id() + " unchanged");
        } else {
            publish(article, new Known(known.version() + 1, known.edition(), true), page);
        }
        pipe("gone " + article, page);
    }

    private void publish(int article, Known next, RawPage page) {
        model.put(article, next);
        expected.add(page.capture().item().id() + " published " + next.version());
        expected.add(
                "article " + InventedSite.url(article) + " " + next.version() + (next.canceled() ? " canceled" : ""));
    }

    private void pipe(String what, RawPage page) {
        done.add(what);
        var record = stream.pipe(page);
        raw.add(record);
        uncommitted.add(record);
    }

    private void crash(List<TestStream.RawRecord> readAgain) {
        done.add(readAgain == raw ? "crash, offsets lost" : "crash");
        var aborted = written();
        var stores = new HashMap<>(committed);
        if (planted == Planted.FORGETS_VERSIONS) {
            stores.put(EnrichTopology.VERSIONS, before.getOrDefault(EnrichTopology.VERSIONS, Map.of()));
        }
        if (planted == Planted.FORGETS_PROGRESS) {
            stores.put(EnrichTopology.PROGRESS, Map.of());
        }
        stream.restore(stores);
        stream.restart();
        if (planted == Planted.READS_IN_ANOTHER_ORDER) {
            Collections.reverse(uncommitted);
        }
        readAgain.forEach(stream::pipe);
        if (planted == Planted.SHOWS_ABORTED_RECORDS) {
            shown.addAll(aborted);
        }
    }

    private List<String> written() {
        var all = new ArrayList<String>();
        for (var outcome : stream.outcomes()) {
            all.add(line(outcome));
        }
        for (var article : stream.articles()) {
            all.add("article " + article.url() + " " + article.version()
                    + (article.pubStatus() == Article.PubStatus.CANCELED ? " canceled" : ""));
        }
        return all;
    }

    private static String line(Outcome outcome) {
        var version = outcome.status().canEnd() ? "" : " " + outcome.version();
        return outcome.item() + " " + outcome.status().wireName() + version;
    }

    /** What was written differs from what the model expects. */
    private Optional<String> commit() {
        done.add("commit");
        shown.addAll(written());
        var wrong = shown.stream()
                        .sorted()
                        .toList()
                        .equals(expected.stream().sorted().toList())
                ? Optional.<String>empty()
                : Optional.of("committed " + shown + ", and not " + expected);
        shown.clear();
        expected.clear();
        uncommitted.clear();
        before = committed;
        committed = stream.stores();
        return wrong;
    }

    /** Short, because cleaning is most of the work. */
    private static String html(int article, int edition) {
        return """
                <html lang="en"><head><title>Report %1$d from the harbour</title></head><body><article><h1>Report %1$d from the
                harbour</h1><p>Edition %2$d of this report has what the desk found out since the one before it, and that is more
                than anyone on the quay had expected of a Tuesday in March.</p><p>The harbour master counted %1$d boats in the
                morning, and the ferry crew counted them again in the evening, with the same result.</p></article></body></html>
                """.formatted(article, edition);
    }
}
