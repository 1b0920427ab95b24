package io.wireroom.conformance.etiquette;

import io.wireroom.conformance.etiquette.origin.ScriptedHost;
import io.wireroom.contract.json.JsonCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a run to files: the verdicts, and every request that the origin received. */
final class ResultFiles {

    private ResultFiles() {}

    /** Writes {@code verdicts.jsonl} and {@code requests.jsonl}, one JSON object a line. */
    static void write(Path directory, List<Etiquette.Result> results, List<ScriptedHost> hosts) throws IOException {
        Files.createDirectories(directory);
        try (var out = Files.newBufferedWriter(directory.resolve("verdicts.jsonl"))) {
            for (var one : results) {
                out.write(line(Map.of(
                        "rule", one.rule().id(),
                        "claim", one.rule().claim(),
                        "source", one.rule().source(),
                        "verdict", one.verdict().word().toLowerCase(Locale.ROOT),
                        "evidence", one.verdict().evidence())));
            }
        }
        var all = hosts.stream()
                .flatMap(host -> host.log().stream())
                .sorted(Comparator.comparingLong(exchange -> exchange.began))
                .toList();
        var start = all.isEmpty() ? 0 : all.getFirst().began;
        try (var out = Files.newBufferedWriter(directory.resolve("requests.jsonl"))) {
            for (var exchange : all) {
                var record = new LinkedHashMap<String, Object>();
                record.put("host", exchange.host.authority());
                record.put("target", exchange.target);
                record.put("beganMillis", (exchange.began - start) / 1_000_000);
                record.put("endedMillis", (exchange.endedOrNow() - start) / 1_000_000);
                record.put("status", exchange.status());
                record.put("sentBytes", exchange.sent());
                record.put("fields", exchange.fields);
                out.write(line(record));
            }
        }
    }

    private static String line(Object record) throws IOException {
        return JsonCodec.MAPPER.writeValueAsString(record) + "\n";
    }
}
