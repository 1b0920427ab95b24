package io.wireroom.enrich;

import io.wireroom.runtime.Env;
import io.wireroom.runtime.KafkaSettings;

/**
 * The settings of enrich.
 *
 * @param kafka how Kafka is reached
 * @param threads that clean pages side by side, in [1, 64]
 */
public record EnrichSettings(KafkaSettings kafka, int threads) {

    /** From the environment. */
    public static EnrichSettings from(Env env) {
        return new EnrichSettings(
                KafkaSettings.from(env),
                env.integer(
                        "ENRICH_THREADS", 1, 1, 64, "Threads that clean pages side by side, at most one a partition."));
    }
}
