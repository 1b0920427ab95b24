package io.wireroom.standalone.cli.query;

import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import io.wireroom.standalone.cli.access.StoreOptions;
import io.wireroom.standalone.cli.options.SinceOption;
import io.wireroom.standalone.show.PlainText;
import io.wireroom.standalone.show.Table;
import io.wireroom.store.query.StoryList;
import io.wireroom.store.query.StoryList.StoredStory;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wireroom stories}. */
@Command(
        name = "stories",
        mixinStandardHelpOptions = true,
        description = {
            "Print stories, one per line: articles of any site about one event. The one with the newest article comes first.",
            "",
            "A story whose articles are all copies of one text is marked. 'wireroom trace URL' shows the story of an article."
        })
public final class StoriesCommand implements Callable<Integer> {

    /** Languages named in a line. */
    private static final int MOST_LANGUAGES = 4;

    private static final int WIDEST = 40;

    @Option(
            names = "--since",
            paramLabel = "T",
            description =
                    "Only stories with an article since then: a time such as 2026-01-31T12:00:00Z, or a duration such as 24h.")
    private @Nullable String since;

    @Option(
            names = "--lang",
            paramLabel = "TAG",
            description = "Only stories with an article in this language, by its BCP 47 tag, such as de.")
    private @Nullable String language;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "Maximum number of stories (default: ${DEFAULT-VALUE}).")
    private int limit = 100;

    @Option(names = "--articles", description = "Also print the articles of each story, the first one first.")
    private boolean articles;

    @Mixin
    private StoreOptions store = new StoreOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws SQLException {
        var from = since == null ? null : SinceOption.parse("--since", since, Instant.now());
        if (limit < 1) {
            throw Failure.usage("--limit must be 1 or more: " + limit);
        }
        var out = spec.commandLine().getOut();
        try (var access = store.open()) {
            var found = new ArrayList<StoredStory>();
            StoryList.read(access.dataSource(), new StoryList.Query(from, language, limit), found::add);
            if (found.isEmpty()) {
                System.err.println("No stories" + (from == null ? "" : " since " + since)
                        + (language == null ? "" : " in " + PlainText.line(language)));
                return ExitCode.OK;
            }
            if (articles) {
                for (var story : found) {
                    print(out, access.dataSource(), story);
                }
            } else {
                print(out, found);
            }
            out.flush();
        }
        return ExitCode.OK;
    }

    private static void print(PrintWriter out, Iterable<StoredStory> stories) {
        var table = new Table(WIDEST, "NEWEST", "ARTICLES", "SITES", "LANGUAGES", "STORY", "TITLE");
        for (var story : stories) {
            table.row(
                    time(story.lastSeenAt()),
                    Integer.toString(story.articles()),
                    Integer.toString(story.sites()),
                    languages(story),
                    story.id().value(),
                    title(story));
        }
        table.print(out);
    }

    private static void print(PrintWriter out, DataSource database, StoredStory story) throws SQLException {
        out.printf(
                "%s  (%d articles, %d sites, %s, %s to %s)  %s%n",
                PlainText.line(title(story)),
                story.articles(),
                story.sites(),
                PlainText.line(languages(story)),
                time(story.firstSeenAt()),
                time(story.lastSeenAt()),
                story.id());
        for (var member : StoryList.members(database, story.id())) {
            out.printf(
                    "  %s  %s  %s  %s  %s%s%n",
                    time(member.firstSeenAt()),
                    PlainText.line(member.language()),
                    PlainText.line(member.title()),
                    PlainText.line(member.url()),
                    member.id(),
                    member.copyOf() == null ? "" : "  (copy of " + member.copyOf() + ")");
        }
    }

    private static String title(StoredStory story) {
        return (story.title().isBlank() ? "(no title)" : story.title())
                + (story.onlyCopies() ? "  (copies of one text)" : "");
    }

    private static String languages(StoredStory story) {
        var all = story.languages();
        return all.size() <= MOST_LANGUAGES
                ? String.join(" ", all)
                : String.join(" ", all.subList(0, MOST_LANGUAGES)) + " +" + (all.size() - MOST_LANGUAGES);
    }

    private static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
