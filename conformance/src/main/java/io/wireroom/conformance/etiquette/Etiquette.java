package io.wireroom.conformance.etiquette;

import io.wireroom.conformance.etiquette.origin.NameService;
import io.wireroom.conformance.etiquette.origin.ScriptedHost;
import io.wireroom.conformance.etiquette.origin.ScriptedOrigin;
import io.wireroom.conformance.etiquette.rules.ClientTopics;
import io.wireroom.conformance.etiquette.rules.EtiquetteRules;
import io.wireroom.conformance.etiquette.rules.Rule;
import io.wireroom.conformance.etiquette.rules.Scene;
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

/** One run: all scenes on one origin at the same time, a client, and the verdicts. */
final class Etiquette implements AutoCloseable {

    /** A rule and what became of it. */
    record Judged(Rule rule, Verdict verdict) {}

    private static final long LOOK_MILLIS = 500;

    private final ScriptedOrigin origin;
    private final NameService names = new NameService();
    private final Map<Rule, Scene> scenes = new LinkedHashMap<>();
    private final Map<Rule, Rule.Play> plays = new LinkedHashMap<>();

    /** Sets the scenes of these rules on this port of loopback addresses. */
    Etiquette(List<Rule> rules, int port) {
        origin = new ScriptedOrigin(port);
        for (var rule : rules) {
            // A rule has the same addresses whatever else is played.
            var scene = new Scene(origin, EtiquetteRules.ALL.indexOf(rule) + 1, names);
            scenes.put(rule, scene);
            plays.put(rule, rule.script().play(scene));
        }
    }

    /** Opens the hosts. */
    void open() {
        origin.start();
    }

    /** All sources of all scenes. */
    List<Scene.Watched> sources() {
        return scenes.values().stream()
                .flatMap(scene -> scene.sources().stream())
                .toList();
    }

    /** All hosts of all scenes. */
    List<ScriptedHost> hosts() {
        return origin.hosts();
    }

    NameService names() {
        return names;
    }

    /** The faults that break these rules. */
    List<FaultyWeb.Planted> faults(Set<String> broken) {
        var faults = new ArrayList<FaultyWeb.Planted>();
        plays.forEach((rule, play) -> {
            if (broken.contains(rule.id())) {
                faults.add(new FaultyWeb.Planted(scene(rule), play.fault()));
            }
        });
        return faults;
    }

    private Scene scene(Rule rule) {
        var scene = scenes.get(rule);
        if (scene == null) {
            throw new IllegalArgumentException("not played: " + rule.id());
        }
        return scene;
    }

    /** The verdicts as of now. */
    List<Judged> judge(ClientTopics told) {
        return plays.entrySet().stream()
                .map(entry ->
                        new Judged(entry.getKey(), entry.getValue().judge().judge(told)))
                .toList();
    }

    /** Returns when nothing is open any more, or after this time, or when told to stop. */
    void await(ClientTopics told, long limitSeconds, CountDownLatch stop, Consumer<String> progress) {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(limitSeconds);
        var shown = -1L;
        try {
            while (System.nanoTime() < deadline && !stop.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                var open = judge(told).stream()
                        .filter(one -> one.verdict() instanceof Verdict.Open)
                        .count();
                if (open == 0) {
                    return;
                }
                if (open != shown) {
                    progress.accept(open + " of " + plays.size() + " rules are open");
                    shown = open;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Judges our own client, whose broker keeps its logs in this directory.
     *
     * @param broken rules to plant a fault for
     */
    List<Judged> judgeOurs(Path directory, Set<String> broken, long limitSeconds, Consumer<String> progress) {
        try (var client = new JudgedClient(directory)) {
            progress.accept("Starting a broker and the ingest stage");
            var told = client.start(sources(), faults(broken), names);
            await(told, limitSeconds, new CountDownLatch(1), progress);
            return judge(told);
        }
    }

    @Override
    public void close() {
        origin.close();
    }
}
