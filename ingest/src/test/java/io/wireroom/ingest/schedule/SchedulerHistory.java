package io.wireroom.ingest.schedule;

import static io.wireroom.ingest.schedule.DrivenScheduler.SETTINGS;
import static io.wireroom.ingest.schedule.DrivenScheduler.feed;
import static io.wireroom.ingest.schedule.DrivenScheduler.link;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.ItemId;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.Source;
import io.wireroom.contract.Status;
import io.wireroom.contract.work.Link;
import io.wireroom.contract.work.Request;
import io.wireroom.contract.work.RequestId;
import io.wireroom.contract.work.RobotsRules;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One history of the scheduler, drawn by a seed: announcements, answers, time, commits, crashes, and fetchers that hand
 * everything back, in any order. A crash loses what was written since the last commit, in stores and on topics, and reads
 * the input since then again, as a transaction of Kafka Streams does. The same seed gives the same history.
 */
final class SchedulerHistory implements AutoCloseable {

    private static final int STEPS = 60;
    private static final int HOSTS = 3;
    private static final int PAGES = 3;
    private static final List<Source> SOURCES =
            List.of(feed("http://harbour.example/feed"), feed("http://harbour.example/other-feed"));

    /** Longer than the pauses of all attempts. */
    private static final Duration ROUND = Duration.ofMinutes(2);

    private static final int MOST_ROUNDS = 400;
    private static final int QUIET_ROUNDS = 8;

    /** A fault that is planted into the scheduler. */
    enum Planted {
        NONE,
        /** A restored task has lost the last change of one host: the request that is open there. */
        FORGETS_OPEN_REQUESTS,
        /** A restored task has lost the changes of one link since the commit before the last. */
        FORGETS_A_LINK,
        /** What a crashed task had written reaches the readers although its transaction was aborted. */
        SHOWS_ABORTED_RECORDS
    }

    private final SplittableRandom random;
    private final Planted planted;
    private final DrivenScheduler scheduler;
    private final List<Runnable> uncommitted = new ArrayList<>();
    private final Map<RequestId, Request> open = new LinkedHashMap<>();
    private final List<Request> answered = new ArrayList<>();
    private final Map<String, Instant> lastAnswers = new HashMap<>();
    private final Set<RequestId> seen = new HashSet<>();
    private final Set<ItemId> wanted = new HashSet<>();
    private final Map<ItemId, String> ends = new HashMap<>();
    private final List<String> steps = new ArrayList<>();
    private DrivenScheduler.StoredEntries committed;
    private DrivenScheduler.StoredEntries before;

    SchedulerHistory(Path directory, long seed, Planted planted) {
        random = new SplittableRandom(seed);
        this.planted = planted;
        scheduler = DrivenScheduler.inMemory(directory);
        committed = scheduler.stores();
        before = committed;
    }

    /** Runs the history; what is wrong with it, if anything, with the steps that led there. */
    Optional<String> violation() {
        try {
            for (var step = 0; step < STEPS; step++) {
                step();
            }
            drain();
            return Optional.empty();
        } catch (Violation e) {
            return Optional.of(e.getMessage() + "\n  " + String.join("\n  ", steps));
        }
    }

    private static final class Violation extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Violation(String message) {
            super(message);
        }
    }

    private void step() {
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> announce();
            case 3, 4, 5 -> answer();
            case 6 -> pass(Duration.ofMillis(50L + random.nextInt(3_000)));
            case 7 -> pass(Duration.ofSeconds(1L + random.nextInt(120)));
            case 8 -> crash();
            case 9 -> handBackEverything();
            case 10 -> answerAgain();
            default -> commit();
        }
        if (random.nextBoolean()) {
            commit();
        }
    }

    private void announce() {
        var source = SOURCES.get(random.nextInt(SOURCES.size()));
        var url = "http://www" + random.nextInt(HOSTS) + ".harbour.example/" + random.nextInt(PAGES);
        var link = link(source, url, random.nextInt(2));
        wanted.add(((Link.Announced) link).item().id());
        input("announce " + url + " by " + source.id(), () -> scheduler.announce(link));
    }

    private void answer() {
        if (open.isEmpty()) {
            return;
        }
        var requests = List.copyOf(open.values());
        answer(requests.get(random.nextInt(requests.size())), random.nextInt(10));
    }

    /** @param how 0 to 5 a useful answer, 6 and 7 a failure that may pass, 8 one that may not, 9 handed back */
    private void answer(Request request, int how) {
        open.remove(request.id());
        answered.add(request);
        lastAnswers.put(host(request), scheduler.now());
        var name = request.id() + " " + request.url();
        if (how == 9) {
            input("hand back " + name, () -> scheduler.returned(request));
        } else if (request.kind() == Source.Kind.ROBOTS) {
            input("robots of " + name, () -> scheduler.robots(request, RobotsRules.ALLOW_ALL));
        } else if (how >= 6) {
            fail(request, how == 8 ? FetchReason.GONE : FetchReason.TIMEOUT);
        } else {
            if (request instanceof Request.Page page) {
                end(page.item().id(), "fetched");
            }
            input("page of " + name, () -> scheduler.done(request));
        }
    }

    /** The fetcher ends an item itself, unless another attempt follows or a known page is away. */
    private void fail(Request request, FetchReason reason) {
        if (request instanceof Request.Page page
                && !(reason.transientFailure() && !request.lastAttempt())
                && !(reason.isAway() && page.item().revisit() > 0)) {
            end(page.item().id(), "not fetched");
        }
        input(reason + " for " + request.id() + " " + request.url(), () -> scheduler.failed(request, reason));
    }

    /** A late answer to a request that was answered: it must change nothing. */
    private void answerAgain() {
        if (answered.isEmpty()) {
            return;
        }
        var request = answered.get(random.nextInt(answered.size()));
        input("again " + request.id(), () -> scheduler.returned(request));
    }

    /** A fetcher has lost its partitions: the next owner hands back what it does not know. */
    private void handBackEverything() {
        for (var request : List.copyOf(open.values())) {
            answer(request, 9);
        }
    }

    private void pass(Duration time) {
        steps.add("pass " + time);
        scheduler.pass(time);
    }

    private void input(String what, Runnable piped) {
        steps.add(what);
        uncommitted.add(piped);
        piped.run();
    }

    private void crash() {
        steps.add("crash");
        if (planted != Planted.SHOWS_ABORTED_RECORDS) {
            scheduler.requests();
            scheduler.outcomes();
            scheduler.handedOn();
        }
        scheduler.restore(
                switch (planted) {
                    case NONE, SHOWS_ABORTED_RECORDS -> committed;
                    case FORGETS_OPEN_REQUESTS -> committed.with("hosts", before);
                    case FORGETS_A_LINK -> committed.with("frontier", before);
                });
        scheduler.restart();
        uncommitted.forEach(Runnable::run);
    }

    private void commit() {
        steps.add("commit");
        for (var request : scheduler.requests()) {
            steps.add("  request " + request.id() + " " + request.url());
            if (!seen.add(request.id())) {
                throw new Violation("two requests have the id " + request.id());
            }
            for (var other : open.values()) {
                if (host(other).equals(host(request))) {
                    throw new Violation(
                            "two requests are open at " + host(request) + ": " + other.id() + ", " + request.id());
                }
            }
            var last = lastAnswers.get(host(request));
            if (last != null
                    && Duration.between(last, scheduler.now())
                                    .compareTo(SETTINGS.hostDelay().minusMillis(500))
                            < 0) {
                throw new Violation("the pause of " + host(request) + " was not over for " + request.id());
            }
            if (request instanceof Request.Page page
                    && ends.containsKey(page.item().id())) {
                throw new Violation(
                        "a request for an item that has ended: " + page.item().id());
            }
            open.put(request.id(), request);
        }
        for (var outcome : scheduler.outcomes()) {
            note(outcome);
        }
        scheduler.handedOn().forEach(handed -> end(handed.capture().item().id(), "handed on"));
        uncommitted.clear();
        before = committed;
        committed = scheduler.stores();
    }

    private void note(Outcome outcome) {
        steps.add("  outcome " + outcome.item() + " " + outcome.status() + " " + outcome.attempt());
        if (outcome.status() == Status.REVISIT) {
            wanted.add(outcome.item());
        }
        if (outcome.end()) {
            end(outcome.item(), outcome.status().wireName());
        }
    }

    private void end(ItemId item, String how) {
        var other = ends.put(item, how);
        // A source that changes the entry of another source's link announces the same item again, which ends the same
        // way.
        if (other != null && !(other.equals(how) && how.equals(Status.DUPLICATE.wireName()))) {
            throw new Violation("the item " + item + " has two ends: " + other + " and " + how);
        }
    }

    /** Everything is answered from now on, until nothing is left to do. */
    private void drain() {
        steps.add("drain");
        var quiet = 0;
        for (var round = 0; quiet < QUIET_ROUNDS; round++) {
            if (round == MOST_ROUNDS) {
                throw new Violation("the scheduler does not come to rest");
            }
            commit();
            quiet = open.isEmpty() ? quiet + 1 : 0;
            for (var request : List.copyOf(open.values())) {
                answer(request, 0);
            }
            pass(ROUND);
        }
        var lost = new HashSet<>(wanted);
        lost.removeAll(ends.keySet());
        if (!lost.isEmpty()) {
            throw new Violation("items without an end: " + lost);
        }
    }

    private static String host(Request request) {
        return request.url().getAuthority();
    }

    @Override
    public void close() {
        scheduler.close();
    }
}
