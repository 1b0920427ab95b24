package io.wireroom.standalone.cli.erase;

import io.wireroom.contract.Source;
import io.wireroom.contract.SourceId;
import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import io.wireroom.standalone.cli.access.KafkaAccess;
import io.wireroom.standalone.cli.access.KafkaCommand;
import io.wireroom.standalone.cli.sources.SourceIds;
import io.wireroom.standalone.erase.Eraser;
import io.wireroom.standalone.erase.TextRemains;
import io.wireroom.standalone.show.PlainText;
import io.wireroom.standalone.sources.SourceCatalogue;
import io.wireroom.store.Erasure.Removed;
import io.wireroom.store.query.Erasable;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wireroom erase}. */
@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        description = {
            "Erase an article, or all articles of a source: from the store and its search index at once, from the topics when"
                    + " Kafka compacts them. The address and what became of it stay in the ledger, as `erased`. The article"
                    + " does not return. May be repeated, also after an interruption."
        })
public final class EraseCommand extends KafkaCommand {

    @Parameters(
            arity = "0..1",
            paramLabel = "URL|ID",
            description = "URL of the article or feed entry, or the id of an item, link or article.")
    private @Nullable String wanted;

    @Option(
            names = "--source",
            paramLabel = "ID",
            description =
                    "Erase all stored articles of this source: its id as shown by `sources list`, or its URL. Pause or remove"
                            + " the source first if it must not bring new ones.")
    private @Nullable String source;

    @Option(
            names = "--allow-again",
            description = "The article may return when a source announces it. Also lifts an erasure made without this.")
    private boolean again;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Reason, kept with the outcome.")
    private @Nullable String reason;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description = "Who erases, kept with the outcome (default: the user of this process).")
    private @Nullable String by;

    @Option(names = "--dry-run", description = "Only show what would be erased.")
    private boolean dryRun;

    @Override
    public Integer call() throws SQLException {
        if ((wanted == null) == (source == null)) {
            throw Failure.usage("Give either URL|ID of an article or --source ID");
        }
        var access = access();
        try (var store = access.store();
                var kafka = access.kafka()) {
            return source == null
                    ? one(Objects.requireNonNull(wanted), kafka, store.dataSource())
                    : ofSource(SourceIds.of(List.of(source)).getFirst(), kafka, store.dataSource());
        }
    }

    private int one(String address, KafkaAccess kafka, DataSource database) throws SQLException {
        var found = Erasable.of(database, address);
        if (found.isEmpty()) {
            err().println("Nothing is known about " + PlainText.line(address));
            return ExitCode.NO_INPUT;
        }
        if (dryRun) {
            found.articles().keySet().forEach(article -> out().println("article " + article));
            found.links().keySet().forEach(link -> out().println("link " + link));
            wouldErase(found.stored());
            return ExitCode.OK;
        }
        try (var eraser = new Eraser(kafka.settings(), kafka.clients(), database, wish())) {
            var removed = eraser.erase(found);
            if (again) {
                eraser.announceAgain(
                        named(found.sources(), new SourceCatalogue(kafka.settings(), kafka.clients()).all()));
            }
            report(found.stored(), removed, kafka);
        }
        return ExitCode.OK;
    }

    private int ofSource(SourceId id, KafkaAccess kafka, DataSource database) throws SQLException {
        var known = new SourceCatalogue(kafka.settings(), kafka.clients()).all();
        var total = new Total();
        if (dryRun) {
            Erasable.ofSource(database, id, some -> total.articles += some.stored());
        } else {
            try (var eraser = new Eraser(kafka.settings(), kafka.clients(), database, wish())) {
                Erasable.ofSource(database, id, some -> total.add(some, eraser.erase(some)));
                if (again) {
                    var sources = new TreeSet<>(total.sources);
                    sources.add(id);
                    eraser.announceAgain(named(sources, known));
                }
            }
        }
        if (total.articles == 0 && !known.containsKey(id)) {
            err().println(SourceIds.unknown(id));
            return ExitCode.NO_INPUT;
        }
        if (dryRun) {
            wouldErase(total.articles);
        } else {
            report(total.articles, total.removed, kafka);
        }
        return ExitCode.OK;
    }

    private static List<Source> named(Set<SourceId> ids, Map<SourceId, Source> known) {
        return ids.stream().map(known::get).filter(Objects::nonNull).toList();
    }

    /** What the steps of one erasure come to. */
    private static final class Total {
        private int articles;
        private Removed removed = new Removed(Map.of());
        private final Set<SourceId> sources = new TreeSet<>();

        void add(Erasable some, Removed now) {
            articles += some.stored();
            removed = removed.plus(now);
            sources.addAll(some.sources());
        }
    }

    private Eraser.Wish wish() {
        var who = by == null || by.isBlank() ? System.getProperty("user.name", "unknown") : PlainText.line(by);
        return new Eraser.Wish(Instant.now(), who, reason == null ? null : PlainText.line(reason), again);
    }

    private void wouldErase(int articles) {
        out().printf("%d stored articles would be erased%n", articles);
        out().flush();
    }

    private void report(int articles, Removed removed, KafkaAccess kafka) {
        var rows = removed.rows().entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> entry.getValue() + " of " + entry.getKey())
                .collect(Collectors.joining(", "));
        out().printf("%d articles erased from the store%s%n", articles, rows.isEmpty() ? "" : "; rows: " + rows);
        out().println(again ? "They may return when a source announces them." : "They do not return.");
        out().println("Kafka removes their text from the topics within");
        try (var admin = kafka.clients().admin()) {
            for (var remains : TextRemains.of(admin, kafka.settings().topics())) {
                out().printf("  %-12s %s%n", most(remains.most()), remains.topic());
            }
        }
        out().flush();
    }

    private static String most(@Nullable Duration most) {
        if (most == null) {
            return "no limit";
        }
        return most.toDays() > 0 ? most.toDays() + " days" : most.toHours() + " hours";
    }
}
