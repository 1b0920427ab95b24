package io.wireroom.enrich;

import io.wireroom.enrich.language.LanguageDetector;
import io.wireroom.enrich.rules.OperatorRules;
import io.wireroom.enrich.rules.RulesFolder;
import io.wireroom.runtime.Env;
import io.wireroom.runtime.KafkaSettings;
import java.util.List;

/**
 * The settings of enrich.
 *
 * @param kafka how Kafka is reached
 * @param threads that clean pages side by side, in [1, 64]
 * @param languages to detect, BCP 47
 * @param rules of the operators
 */
public record EnrichSettings(KafkaSettings kafka, int threads, List<String> languages, OperatorRules rules) {

    public EnrichSettings {
        languages = List.copyOf(languages);
    }

    /** From the environment. */
    public static EnrichSettings from(Env env) {
        var kafka = KafkaSettings.from(env);
        var threads =
                env.integer("ENRICH_THREADS", 1, 1, 64, "Number of threads; more than TOPIC_PARTITIONS do not help.");
        var languages = env.list(
                "ENRICH_LANGUAGES",
                "language tags",
                "Languages to detect, e.g. `en,de,fr`. Fewer is more accurate. Default: 77 languages.",
                EnrichSettings::language);
        return new EnrichSettings(
                kafka, threads, languages.isEmpty() ? LanguageDetector.DEFAULT_LANGUAGES : languages, rules(env));
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

    private static String language(String tag) {
        if (!LanguageDetector.DEFAULT_LANGUAGES.contains(tag) && !LanguageDetector.OTHER_LANGUAGES.contains(tag)) {
            throw new IllegalArgumentException("'" + tag + "' is not a language that can be detected; there are "
                    + String.join(" ", LanguageDetector.DEFAULT_LANGUAGES) + " and "
                    + String.join(" ", LanguageDetector.OTHER_LANGUAGES));
        }
        return tag;
    }
}
