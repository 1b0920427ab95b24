package io.wireroom.ingest.fetch;

import io.wireroom.ingest.web.Cidr;
import io.wireroom.ingest.web.WebClient;
import io.wireroom.ingest.web.WebSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** A client that may send requests to loopback addresses. */
final class LoopbackClient {

    private LoopbackClient() {}

    static WebClient create() {
        return new WebClient(
                new WebSettings(
                        "1.2",
                        "https://editor.example/bot",
                        List.of(Cidr.parse("127.0.0.0/8")),
                        List.of(),
                        List.of(),
                        1_000_000,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(30),
                        50),
                InstantSource.system());
    }
}
