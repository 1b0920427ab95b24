package io.wireroom.conformance.etiquette;

import io.wireroom.conformance.etiquette.origin.NameService;
import io.wireroom.conformance.etiquette.origin.ScriptedHost;
import io.wireroom.conformance.etiquette.origin.ScriptedOrigin;
import io.wireroom.conformance.etiquette.rules.ClientTopics;
import io.wireroom.conformance.etiquette.rules.EtiquetteRules;
import io.wireroom.conformance.etiquette.rules.Rule;
import io.wireroom.conformance.etiquette.rules.Scenario;
import io.wireroom.conformance.etiquette.rules.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One run: all scenarios on one origin at the same time, one client, and the verdicts. */
final class Etiquette implements AutoCloseable {

    /** A rule and its verdict. */
    record Result(Rule rule, Verdict verdict) {}

    private static final long CHECK_MILLIS = 500;

    private final ScriptedOrigin origin;
    private final NameService names = new NameService();
    private final Map<Rule, Scenario> scenarios = new LinkedHashMap<>();
    private final Map<Rule, Rule.Prepared> prepared = new LinkedHashMap<>();

    /** Prepares the scenarios of these rules on this port of loopback addresses. */
    Etiquette(List<Rule> rules, int port) {
        origin = new ScriptedOrigin(port);
        for (var rule : rules) {
            // A rule has the same addresses whatever other rules are run.
            var scenario = new Scenario(origin, EtiquetteRules.ALL.indexOf(rule) + 1, names);
            scenarios.put(rule, scenario);
            prepared.put(rule, rule.setup().prepare(scenario));
        }
    }

    /** Opens the hosts. */
    void open() {
        origin.start();
    }

    /** All sources of all scenarios. */
    List<Scenario.Watched> sources() {
        return scenarios.values().stream()
                .flatMap(scenario -> scenario.sources().stream())
                .toList();
    }

    /** All hosts of all scenarios. */
    List<ScriptedHost> hosts() {
        return origin.hosts();
    }

    NameService names() {
        return names;
    }

    /** The faults that break these rules. */
    List<FaultyWeb.Planted> faults(Set<String> broken) {
        var faults = new ArrayList<FaultyWeb.Planted>();
        prepared.forEach((rule, one) -> {
            if (broken.contains(rule.id())) {
                faults.add(new FaultyWeb.Planted(scenario(rule), one.fault()));
            }
        });
        return faults;
    }

    private Scenario scenario(Rule rule) {
        var scenario = scenarios.get(rule);
        if (scenario == null) {
            throw new IllegalArgumentException("not part of this run: " + rule.id());
        }
        return scenario;
    }

    /** The current verdicts. */
    List<Result> verdicts(ClientTopics topics) {
        return prepared.entrySet().stream()
                .map(entry ->
                        new Result(entry.getKey(), entry.getValue().check().verdict(topics)))
                .toList();
    }

    /** Returns when no rule is open any more, after this time, or when {@code stop} is counted down. */
    void await(ClientTopics topics, long limitSeconds, CountDownLatch stop, Consumer<String> progress) {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(limitSeconds);
        var shown = -1L;
        try {
            while (System.nanoTime() < deadline && !stop.await(CHECK_MILLIS, TimeUnit.MILLISECONDS)) {
                var open = verdicts(topics).stream()
                        .filter(one -> one.verdict() instanceof Verdict.Open)
                        .count();
                if (open == 0) {
                    return;
                }
                if (open != shown) {
                    progress.accept(open + " of " + prepared.size() + " rules are open");
                    shown = open;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Runs our own client, whose broker keeps its data in this directory, and returns the verdicts.
     *
     * @param broken rules to plant a fault for
     */
    List<Result> runOwnClient(Path directory, Set<String> broken, long limitSeconds, Consumer<String> progress) {
        try (var client = new ClientUnderTest(directory)) {
            progress.accept("Starting a broker and the ingest stage");
            var topics = client.start(sources(), faults(broken), names);
            await(topics, limitSeconds, new CountDownLatch(1), progress);
            return verdicts(topics);
        }
    }

    @Override
    public void close() {
        origin.close();
    }
}
