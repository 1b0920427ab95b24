package io.wireroom.conformance.etiquette.rules;

import java.time.Duration;
import java.util.Map;

/** The settings of the judged client: as in production, but with shorter times, so that a run takes a minute or two. */
public final class ClientSettings {

    /** Scenarios live in 127.64.0.0/16; everything else on loopback is forbidden. */
    static final int SECOND_OCTET = 64;

    static final String FORBIDDEN_PREFIX = "127.0.64.";
    static final String CONTACT = "https://etiquette.example/bot";
    static final Duration HOST_DELAY = Duration.ofMillis(300);
    static final Duration POLL_MIN = Duration.ofSeconds(1);
    static final Duration POLL_MAX = Duration.ofSeconds(8);
    static final Duration RETRY_BASE = Duration.ofSeconds(1);
    static final Duration FIRST_BYTE_LIMIT = Duration.ofSeconds(3);
    static final Duration WHOLE_LIMIT = Duration.ofSeconds(6);
    static final int BODY_LIMIT_BYTES = 1 << 20;
    static final int ATTEMPTS = 3;

    /** Pauses before the revisits of an article. */
    static final Duration FIRST_REVISIT = Duration.ofSeconds(12);

    static final Duration SECOND_REVISIT = Duration.ofSeconds(6);

    private ClientSettings() {}

    /** As the stage's environment. */
    public static Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("INGEST_CONTACT", CONTACT),
                Map.entry("INGEST_ALLOWED_NETWORKS", "127." + SECOND_OCTET + ".0.0/16"),
                Map.entry("INGEST_HOST_DELAY", HOST_DELAY.toString()),
                Map.entry("INGEST_POLL_MIN", POLL_MIN.toString()),
                Map.entry("INGEST_POLL_MAX", POLL_MAX.toString()),
                Map.entry("INGEST_ATTEMPTS", Integer.toString(ATTEMPTS)),
                Map.entry("INGEST_RETRY_AFTER", RETRY_BASE.toString()),
                Map.entry("INGEST_REVISITS", FIRST_REVISIT.toSeconds() + "s," + SECOND_REVISIT.toSeconds() + "s"),
                Map.entry("INGEST_CONNECT_LIMIT", "3s"),
                Map.entry("INGEST_FIRST_BYTE_LIMIT", FIRST_BYTE_LIMIT.toString()),
                Map.entry("INGEST_WHOLE_LIMIT", WHOLE_LIMIT.toString()),
                Map.entry("INGEST_BODY_LIMIT", Integer.toString(BODY_LIMIT_BYTES)));
    }
}
