package io.wireroom.ingest.schedule;

import static io.wireroom.ingest.schedule.DrivenScheduler.SETTINGS;
import static io.wireroom.ingest.schedule.DrivenScheduler.feed;
import static io.wireroom.ingest.schedule.DrivenScheduler.link;
import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.Source;
import io.wireroom.contract.Status;
import io.wireroom.contract.work.Request;
import io.wireroom.contract.work.RobotsRules;
import io.wireroom.ingest.schedule.pace.HostRules;
import io.wireroom.ingest.web.RobotsParser;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pauses of hosts: Retry-After, crawl delay, the circuit of those that do not answer; and when a host is forgotten. */
class HostsTest {

    private static final Source FEED = feed("http://harbour.example/feed");
    private static final Duration PAUSE = SETTINGS.hostDelay().plusMillis(100);

    private DrivenScheduler scheduler;

    @BeforeEach
    void start(@TempDir Path directory) {
        scheduler = new DrivenScheduler(directory);
    }

    @AfterEach
    void stop() {
        scheduler.close();
    }

    /** Links of one host, whose robots.txt allows everything; the first is out. */
    private Request released(int links) {
        for (var number = 0; number < links; number++) {
            scheduler.announce(link(FEED, "http://harbour.example/" + number, 1));
        }
        scheduler.answerRobots(RobotsRules.ALLOW_ALL);
        scheduler.outcomes();
        return scheduler.onlyRequest();
    }

    @Test
    void aHostThatDoesNotAnswerRestsAndIsProbedWhileItsLinksWait() {
        var request = released(20);
        for (var silence = 1; silence < Hosts.SILENCES_TO_REST; silence++) {
            scheduler.failed(request, FetchReason.UNREACHABLE);
            scheduler.pass(PAUSE.multipliedBy(1L << silence));
            request = scheduler.onlyRequest();
        }
        scheduler.failed(request, FetchReason.TIMEOUT);
        scheduler.tick();
        assertThat(scheduler.view.resting()).isEqualTo(1);

        // Each probe that is not answered doubles the rest.
        for (var minutes = 1; minutes <= 8; minutes *= 2) {
            scheduler.pass(Duration.ofMinutes(minutes).minusSeconds(1));
            assertThat(scheduler.requests()).isEmpty();
            scheduler.pass(Duration.ofSeconds(2));
            scheduler.failed(scheduler.onlyRequest(), FetchReason.UNREACHABLE);
        }
        assertThat(scheduler.outcomes()).extracting(Outcome::status).containsOnly(Status.RELEASED);

        scheduler.pass(Duration.ofMinutes(17));
        scheduler.done(scheduler.onlyRequest());
        scheduler.pass(PAUSE);

        assertThat(scheduler.view.resting()).isZero();
        assertThat(scheduler.requests()).hasSize(1);
    }

    @Test
    void aHostThatAnswersBadlyDoesNotRest() {
        var request = released(10);
        for (var failure = 0; failure < Hosts.SILENCES_TO_REST + 2; failure++) {
            scheduler.failed(request, FetchReason.SERVER_ERROR);
            scheduler.pass(PAUSE.multipliedBy(1L << failure).plusSeconds(60));
            request = scheduler.requests().getLast();
        }

        assertThat(scheduler.view.resting()).isZero();
    }

    @Test
    void whoAsksToComeLaterWaitsForADayAtMostAndItsHostForAnHour() {
        var request = released(2);
        scheduler.failed(request, FetchReason.OVERLOADED, Duration.ofDays(30));

        assertThat(scheduler.view.askedPause())
                .hasValueSatisfying(asked -> assertThat(asked.host()).isEqualTo("harbour.example"));
        scheduler.pass(Duration.ofMinutes(59));
        assertThat(scheduler.requests()).isEmpty();

        scheduler.pass(Duration.ofMinutes(2));
        var other = scheduler.onlyRequest();
        assertThat(other.url()).isNotEqualTo(request.url());
        scheduler.failed(other, FetchReason.NOT_FOUND);

        scheduler.pass(Duration.ofHours(22));
        assertThat(scheduler.requests()).isEmpty();
        scheduler.pass(Duration.ofHours(2));
        scheduler.answerRobots(RobotsRules.ALLOW_ALL);
        assertThat(scheduler.onlyRequest().url()).isEqualTo(request.url());
    }

    @Test
    void hugeRobotsTxtOfManyHostsDoNotDelayOthers() {
        var text = new StringBuilder("User-agent: *\n");
        for (var number = 0; text.length() < 499 * 1_024; number++) {
            text.append("Disallow: /").append(number).append('\n');
        }
        var body = text.toString().getBytes(StandardCharsets.UTF_8);
        var rules = RobotsParser.parse(URI.create("http://hostile.example/robots.txt"), 200, body);
        for (var host = 0; host < 20; host++) {
            for (var number = 0; number < 50; number++) {
                scheduler.announce(link(FEED, "http://hostile-" + host + ".example/a/" + number, 1));
            }
        }
        var robots = scheduler.requests();
        while (robots.size() < 20) {
            scheduler.tick();
            robots.addAll(scheduler.requests());
        }
        robots.forEach(request -> scheduler.robots(request, rules));
        scheduler.watch(FEED);

        var lateAt = scheduler.now().plusSeconds(1);
        var seen = scheduler.requests();
        while (seen.stream().noneMatch(request -> request.url().equals(FEED.url()))) {
            assertThat(scheduler.now()).isBefore(lateAt);
            scheduler.step(Duration.ofMillis(50));
            seen.addAll(scheduler.requests());
        }
    }

    @Test
    void aCrawlDelayIsKeptUpToItsLimit() {
        scheduler.announce(link(FEED, "http://harbour.example/a", 1));
        scheduler.announce(link(FEED, "http://harbour.example/b", 1));
        scheduler.tick();
        scheduler.robots(
                scheduler.onlyRequest(),
                new RobotsRules(
                        RobotsRules.Access.RULES, java.util.List.of(), Duration.ofDays(1), java.util.List.of()));
        scheduler.pass(Duration.ofSeconds(61));
        scheduler.done(scheduler.onlyRequest());

        scheduler.pass(Duration.ofSeconds(59));
        assertThat(scheduler.requests()).isEmpty();

        scheduler.pass(Duration.ofSeconds(2));
        assertThat(scheduler.requests()).hasSize(1);
    }

    @Test
    void whatAFetcherHeldBackWasNotStartedHoweverOften() {
        var request = released(1);
        for (var time = 0; time < 5; time++) {
            scheduler.heldBack(request, Duration.ofSeconds(30));
            scheduler.pass(Duration.ofSeconds(29));
            assertThat(scheduler.requests()).isEmpty();
            scheduler.pass(Duration.ofSeconds(2));
            request = scheduler.onlyRequest();
        }

        assertThat(scheduler.outcomes()).noneMatch(Outcome::end);
        assertThat(request.attempt()).isEqualTo(1);
    }

    @Test
    void anIdleHostIsForgotten() {
        scheduler.done(released(1));
        scheduler.pass(Duration.ofHours(25));
        assertThat(scheduler.storedKeys("hosts")).containsExactly("harbour.example");

        scheduler.pass(Duration.ofHours(12));

        assertThat(scheduler.storedKeys("hosts")).isEmpty();
    }

    private DrivenScheduler withRules(Path directory, String yaml) throws IOException {
        Files.writeString(directory.resolve("hosts.yaml"), yaml);
        var problems = new ArrayList<String>();
        var rules = HostRules.read(directory, problems);
        assertThat(problems).isEmpty();
        return new DrivenScheduler(directory, SETTINGS.with(rules));
    }

    @Test
    void theOperatorSetsThePauseOfAHost(@TempDir Path directory) throws IOException {
        try (var ruled = withRules(directory, "- host: harbour.example\n  delay: 30s\n")) {
            ruled.announce(link(FEED, "http://harbour.example/a", 1));
            ruled.tick();
            ruled.robots(ruled.onlyRequest(), RobotsRules.ALLOW_ALL);
            ruled.pass(Duration.ofSeconds(29));
            assertThat(ruled.requests()).isEmpty();
            ruled.pass(Duration.ofSeconds(2));
            assertThat(ruled.requests()).hasSize(1);
        }
    }

    @Test
    void nothingIsRequestedInQuietHoursNorFromAnExcludedHost(@TempDir Path directory) throws IOException {
        var yaml = "- host: harbour.example\n  quiet: 11:00-13:00\n- host: quay.example\n  never: true\n";
        try (var ruled = withRules(directory, yaml)) {
            ruled.watch(FEED); // at noon
            ruled.watch(feed("http://quay.example/feed"));
            ruled.announce(link(FEED, "http://quay.example/a", 1));
            ruled.pass(Duration.ofMinutes(59));
            assertThat(ruled.requests()).isEmpty();
            assertThat(ruled.outcomes()).extracting(Outcome::reason).containsExactly("excluded");
            assertThat(ruled.statuses().getLast().lastError()).isEqualTo(FetchReason.EXCLUDED);

            ruled.pass(Duration.ofMinutes(1).plusSeconds(1));
            assertThat(ruled.onlyRequest().url()).isEqualTo(FEED.url());
        }
    }
}
