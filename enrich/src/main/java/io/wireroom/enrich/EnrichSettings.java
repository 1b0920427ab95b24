package io.wireroom.enrich;

import io.wireroom.enrich.lane.MatchSettings;
import io.wireroom.enrich.language.LanguageDetector;
import io.wireroom.enrich.rules.OperatorRules;
import io.wireroom.enrich.rules.RulesFolder;
import io.wireroom.runtime.Env;
import io.wireroom.runtime.KafkaSettings;
import java.time.Duration;
import java.util.List;

/**
 * The settings of enrich.
 *
 * @param kafka how Kafka is reached
 * @param threads that clean pages side by side, in [1, 64]
 * @param forget time after which an article, address or site that was not seen again is forgotten; 30 to 730 days
 * @param languages to detect, BCP 47
 * @param rules of the operators
 * @param ninjs whether articles are published as IPTC ninjs, too
 * @param match what the step match remembers
 */
public record EnrichSettings(
        KafkaSettings kafka,
        int threads,
        Duration forget,
        List<String> languages,
        OperatorRules rules,
        boolean ninjs,
        MatchSettings match) {

    /** What is not seen for this time is forgotten, unless the operators say otherwise. */
    static final Duration FORGET = Duration.ofDays(120);

    private static final int MAX_THREADS = 64;
    /** Room for the largest page that is taken, with its elements. */
    private static final long HEAP_OF_A_THREAD = 128L << 20;

    private static final Duration SHORTEST_MEMORY = Duration.ofDays(30);
    private static final Duration LONGEST_MEMORY = Duration.ofDays(730);

    public EnrichSettings {
        languages = List.copyOf(languages);
    }

    /** Settings without ninjs, with the window of matching that is usual. */
    public EnrichSettings(
            KafkaSettings kafka, int threads, Duration forget, List<String> languages, OperatorRules rules) {
        this(kafka, threads, forget, languages, rules, false, MatchSettings.DEFAULT);
    }

    /** From the environment. */
    public static EnrichSettings from(Env env) {
        var kafka = KafkaSettings.from(env);
        var threads = env.integer(
                "ENRICH_THREADS",
                0,
                0,
                MAX_THREADS,
                "Number of threads; more than TOPIC_PARTITIONS do not help. `0`: one per core, if each has 128 MiB of"
                        + " heap beside `ENRICH_MATCH_ARTICLES`.");
        var forget = env.duration(
                "ENRICH_FORGET",
                "120d",
                "Articles, addresses and sites are forgotten after this time without a page, in steps of 30 days. An"
                        + " article whose page comes later starts again at version 1. From 30d to 730d.");
        if (forget.compareTo(SHORTEST_MEMORY) < 0 || forget.compareTo(LONGEST_MEMORY) > 0) {
            env.problem("ENRICH_FORGET must be from 30d to 730d: " + forget.toDays() + "d");
        }
        var languages = env.list(
                "ENRICH_LANGUAGES",
                "language tags",
                "Languages to detect, e.g. `en,de,fr`. Fewer is more accurate. Default: 77 languages.",
                EnrichSettings::language);
        var ninjs = env.flag("ENRICH_NINJS", false, "Also publish articles as IPTC ninjs 3.1, on `news.ninjs.v1`.");
        var match = MatchSettings.from(env);
        return new EnrichSettings(
                kafka,
                threads == 0 ? cores(match) : threads,
                forget,
                languages.isEmpty() ? LanguageDetector.DEFAULT_LANGUAGES : languages,
                rules(env),
                ninjs,
                match);
    }

    /** The operators' rules alone; what is wrong with them is a problem of the setting. */
    public static OperatorRules rules(Env env) {
        var folder = env.bundled(
                "ENRICH_RULES",
                "rules",
                "Folder with your rules, `sites.yaml` and `topics.yaml`; read at start (see docs/rules.md).");
        if (folder.isEmpty()) {
            return OperatorRules.NONE;
        }
        var loaded = RulesFolder.read(folder.get());
        loaded.problems().forEach(problem -> env.problem("ENRICH_RULES: " + problem));
        return loaded.rules();
    }

    private static int cores(MatchSettings match) {
        var machine = Runtime.getRuntime();
        var forMemory = Math.max(1, (machine.maxMemory() - match.heapBytes()) / HEAP_OF_A_THREAD);
        return (int) Math.min(Math.min(machine.availableProcessors(), forMemory), MAX_THREADS);
    }

    private static String language(String tag) {
        if (!LanguageDetector.DEFAULT_LANGUAGES.contains(tag) && !LanguageDetector.OTHER_LANGUAGES.contains(tag)) {
            throw new IllegalArgumentException("'" + tag + "' is not a language that can be detected; there are "
                    + String.join(" ", LanguageDetector.DEFAULT_LANGUAGES) + " and "
                    + String.join(" ", LanguageDetector.OTHER_LANGUAGES));
        }
        return tag;
    }
}
