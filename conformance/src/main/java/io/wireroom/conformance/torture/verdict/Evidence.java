package io.wireroom.conformance.torture.verdict;

import io.wireroom.conformance.torture.wire.TorturedWire;
import io.wireroom.testkit.origin.ServedExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads what the installation has kept in the end, writes it to files, and judges it. */
public final class Evidence {

    private static final Duration REVISIT_LIMIT = Duration.ofSeconds(60);

    private Evidence() {}

    /**
     * Judges.
     *
     * @param folder gets announced.jsonl, stored.jsonl and exchanges.csv
     */
    public static TortureVerdict judge(ChangingHosts hosts, TorturedWire wire, Path folder)
            throws IOException, InterruptedException, SQLException {
        var topics = TopicSets.read(wire.cluster().settings());
        var stored = StoredSets.read(wire.database().direct());
        // A revisit may be under way just then. What never ends is judged after the limit.
        var until = System.nanoTime() + REVISIT_LIMIT.toNanos();
        while (stored.ledger().total().inFlight() > 0 && System.nanoTime() - until < 0) {
            wire.pass(Duration.ofSeconds(1));
            topics = TopicSets.read(wire.cluster().settings());
            stored = StoredSets.read(wire.database().direct());
        }
        write(folder.resolve("announced.jsonl"), announced(hosts));
        write(
                folder.resolve("stored.jsonl"),
                stored.versions().stream()
                        .map(version -> line(hosts.url(version.article()), version.edition()))
                        .toList());
        var exchanges = new ArrayList<String>(List.of(ServedExchange.CSV));
        hosts.exchanges().forEach(exchange -> exchanges.add(exchange.csv()));
        write(folder.resolve("exchanges.csv"), exchanges);
        return TortureVerdict.of(hosts, topics, stored);
    }

    private static List<String> announced(ChangingHosts hosts) {
        var lines = new ArrayList<String>();
        for (var article = 0; article < hosts.announced(); article++) {
            var url = hosts.url(article);
            hosts.served(article).forEach(edition -> lines.add(line(url, new Edition(edition, false))));
            if (hosts.servedWithdrawn(article)) {
                lines.add(line(url, new Edition(hosts.last(article).number(), true)));
            }
        }
        return lines;
    }

    private static String line(String url, Edition edition) {
        return "{\"url\":\"" + url + "\",\"version\":" + edition.number()
                + (edition.withdrawn() ? ",\"withdrawn\":true" : "") + "}";
    }

    private static void write(Path file, List<String> lines) throws IOException {
        Files.write(file, lines, StandardCharsets.UTF_8);
    }
}
