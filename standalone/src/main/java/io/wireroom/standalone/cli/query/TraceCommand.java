package io.wireroom.standalone.cli.query;

import io.wireroom.runtime.ExitCode;
import io.wireroom.standalone.cli.access.StoreOptions;
import io.wireroom.standalone.show.PlainText;
import io.wireroom.store.query.Trace;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code wireroom trace}. */
@Command(
        name = "trace",
        mixinStandardHelpOptions = true,
        description =
                "Show every processing step of a URL, the article versions it produced, and which copies and story they belong to.")
public final class TraceCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "URL|ID",
            description = "URL of the article or feed entry, or the id of an item, link or article.")
    private String wanted = "";

    /** Three digits always, so that columns stay columns. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @Mixin
    private StoreOptions store = new StoreOptions();

    @Override
    public Integer call() throws SQLException {
        try (var access = store.open()) {
            var trace = Trace.of(access.dataSource(), wanted);
            if (trace.steps().isEmpty() && trace.versions().isEmpty()) {
                System.err.println("Nothing is known about " + wanted);
                return ExitCode.NO_INPUT;
            }
            trace.steps().forEach(TraceCommand::print);
            trace.versions()
                    .forEach(version -> System.out.printf(
                            "%s  version %d of article %s  %s  \"%s\"  %s%n",
                            TIME.format(version.storedAt()),
                            version.version(),
                            version.article(),
                            version.pubStatus(),
                            PlainText.line(version.title()),
                            PlainText.line(version.url())));
            trace.matches().forEach(TraceCommand::print);
            return ExitCode.OK;
        }
    }

    private static void print(Trace.Matched match) {
        var start = TIME.format(match.at()) + "  article " + match.article();
        var original = match.original();
        if (original != null) {
            System.out.printf(
                    "%s is a copy of article %s  %s%n",
                    start,
                    original.article(),
                    original.url() == null ? "(not stored any more)" : PlainText.line(original.url()));
        }
        if (match.copies() > 0) {
            System.out.printf("%s is the original of %d copies%n", start, match.copies());
        }
        var story = match.story();
        if (story != null) {
            System.out.printf(
                    "%s is in story %s  %s%n",
                    start,
                    story.story(),
                    story.title() == null
                            ? "(not stored any more)"
                            : "of %d articles  \"%s\"".formatted(story.articles(), PlainText.line(story.title())));
        }
    }

    private static void print(Trace.StepTaken taken) {
        var outcome = taken.outcome();
        System.out.printf(
                "%s  item %s  %-8s %d  %s%s%s%s%s%n",
                TIME.format(outcome.at()),
                outcome.item(),
                outcome.step().wireName(),
                outcome.attempt(),
                outcome.status().wireName(),
                outcome.reason() == null ? "" : "(" + outcome.reason() + ")",
                outcome.version() == null ? "" : " version " + outcome.version(),
                outcome.detail() == null ? "" : "  " + PlainText.line(outcome.detail()),
                (outcome.end() ? "  (final)" : "") + (taken.contradicted() ? "  CONTRADICTED by another outcome" : ""));
    }
}
