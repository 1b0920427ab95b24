package io.wireroom.conformance.torture.wire;

import io.wireroom.enrich.EnrichMain;
import io.wireroom.ingest.IngestMain;
import io.wireroom.sink.SinkMain;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A stage, as the torture runs it. */
public enum WireStage {
    INGEST(
            IngestMain.class,
            "-Xmx384m",
            Map.of(
                    "INGEST_CONTACT",
                    "https://wireroom.example/torture",
                    "INGEST_ALLOWED_NETWORKS",
                    "127.0.0.0/8",
                    "INGEST_POLL_MIN",
                    "2s",
                    "INGEST_POLL_MAX",
                    "4s",
                    "INGEST_HOST_DELAY",
                    WireStage.HOST_DELAY_MILLIS + "ms",
                    // A process that is killed again and again must not end a page.
                    "INGEST_ATTEMPTS",
                    "20",
                    "INGEST_RETRY_AFTER",
                    "2s",
                    "INGEST_REVISITS",
                    "30s,60s")),
    ENRICH(EnrichMain.class, "-Xmx512m", Map.of("ENRICH_THREADS", "1", "ENRICH_LANGUAGES", "en,de,fr")),
    SINK(SinkMain.class, "-Xmx256m", Map.of());

    /** Between two requests to a host. */
    public static final int HOST_DELAY_MILLIS = 500;

    private final Class<?> main;
    private final String heap;
    private final Map<String, String> settings;

    WireStage(Class<?> main, String heap, Map<String, String> settings) {
        this.main = main;
        this.heap = heap;
        this.settings = settings;
    }

    Class<?> main() {
        return main;
    }

    List<String> options() {
        return List.of(heap, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    }

    Map<String, String> settings() {
        return settings;
    }

    /** The name in logs and reports. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
