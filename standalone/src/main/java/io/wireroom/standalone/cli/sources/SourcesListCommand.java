package io.wireroom.standalone.cli.sources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wireroom.contract.Source;
import io.wireroom.contract.SourceId;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import io.wireroom.standalone.cli.access.Access;
import io.wireroom.standalone.cli.access.KafkaCommand;
import io.wireroom.standalone.show.PlainText;
import io.wireroom.standalone.show.SafeText;
import io.wireroom.standalone.show.Table;
import io.wireroom.standalone.sources.SourceCatalogue;
import io.wireroom.standalone.sources.SourceReport;
import io.wireroom.standalone.sources.SourceStatuses;
import io.wireroom.store.query.SourceYield;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code wireroom sources list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "List the sources by group and name: state, time between two polls, time since the last news, and what a source cost"
                    + " and brought in the last 24 hours.",
            "REQUESTS and BYTES are polls and pages of the source's own site, as ingest reported them last, at most an hour"
                    + " ago. STORED and REJECTED count the items that were found in the last 24 hours."
        })
final class SourcesListCommand extends KafkaCommand {

    private static final int WIDEST = 40;
    private static final Duration DAY = Duration.ofDays(1);

    @Option(
            names = "--json",
            description =
                    "Print one JSON object per line, as on the topic news.source.v1, with the fields status (as on"
                            + " news.source-status.v1) and day (stored, rejected).")
    private boolean json;

    @Override
    public Integer call() {
        var now = Instant.now();
        var access = access();
        try (var kafka = access.kafka()) {
            var statuses = SourceStatuses.read(kafka.settings(), kafka.clients());
            var yields = yields(access, now);
            var all = new SourceCatalogue(kafka.settings(), kafka.clients())
                    .all().values().stream()
                            .sorted(Comparator.comparing(SourcesListCommand::group)
                                    .thenComparing(Source::name)
                                    .thenComparing(Source::id))
                            .map(source -> new SourceReport(
                                    source,
                                    statuses.get(source.id()),
                                    yields.map(day -> day.getOrDefault(source.id(), SourceYield.NOTHING))
                                            .orElse(null)))
                            .toList();
            if (json) {
                all.forEach(report -> out().println(SafeText.json(json(report))));
            } else {
                print(all, now);
            }
            out().flush();
        }
        return ExitCode.OK;
    }

    /** Of the store that belongs to this Kafka; empty if it is not known or does not answer. */
    private Optional<Map<SourceId, SourceYield>> yields(Access access, Instant now) {
        try {
            var store = access.storeOfKafka();
            if (store.isEmpty()) {
                return Optional.empty();
            }
            try (var open = store.get()) {
                return Optional.of(SourceYield.since(open.dataSource(), now.minus(DAY)));
            }
        } catch (Failure | SQLException e) {
            err().println("Stored and rejected items are not known: " + PlainText.line(String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private static String json(SourceReport report) {
        ObjectNode node = JsonCodec.MAPPER.valueToTree(report.source());
        if (report.status() != null) {
            node.set("status", JsonCodec.MAPPER.valueToTree(report.status()));
        }
        if (report.yield() != null) {
            node.set("day", JsonCodec.MAPPER.valueToTree(report.yield()));
        }
        return node.toString();
    }

    private void print(List<SourceReport> all, Instant now) {
        var table = new Table(
                WIDEST,
                "ID",
                "STATE",
                "EVERY",
                "NEWS",
                "REQUESTS",
                "BYTES",
                "STORED",
                "REJECTED",
                "KIND",
                "GROUP",
                "NAME",
                "ADDRESS");
        for (var report : all) {
            var source = report.source();
            table.row(
                    source.id().value(),
                    report.state(),
                    report.every(),
                    report.sinceNews(now),
                    report.requests(),
                    report.bytes(),
                    report.stored(),
                    report.rejected(),
                    source.kind().wireName(),
                    group(source),
                    source.name(),
                    source.url().toString());
        }
        if (!all.isEmpty()) {
            table.print(out());
        }
        err().println(all.size() + (all.size() == 1 ? " source" : " sources"));
    }

    private static String group(Source source) {
        return Objects.requireNonNullElse(source.group(), "");
    }
}
