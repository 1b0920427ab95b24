package io.wireroom.standalone.cli.query;

import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import io.wireroom.standalone.cli.access.StoreOptions;
import io.wireroom.standalone.cli.options.SinceOption;
import io.wireroom.standalone.show.SafeText;
import io.wireroom.store.query.Articles;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wireroom articles}. */
@Command(
        name = "articles",
        mixinStandardHelpOptions = true,
        description = "Print stored articles, newest first, one JSON record per line.")
public final class ArticlesCommand implements Callable<Integer> {

    @Option(
            names = "--q",
            paramLabel = "TEXT",
            description = "Search title and text: words, \"a phrase\", or, -excluded.")
    private @Nullable String text;

    @Option(
            names = "--since",
            paramLabel = "T",
            description =
                    "Only articles fetched since then: a time such as 2026-01-31T12:00:00Z, or a duration such as 24h.")
    private @Nullable String since;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "Maximum number of articles (default: ${DEFAULT-VALUE}).")
    private int limit = 100;

    @Option(names = "--versions", description = "Print every version of an article, not only the newest.")
    private boolean versions;

    @Mixin
    private StoreOptions store = new StoreOptions();

    @Override
    public Integer call() throws SQLException {
        var from = since == null ? null : SinceOption.parse("--since", since, Instant.now());
        if (limit < 1) {
            throw Failure.usage("--limit must be 1 or more: " + limit);
        }
        try (var access = store.open()) {
            Articles.read(
                    access.dataSource(),
                    new Articles.Query(text, from, limit, versions),
                    article -> System.out.println(SafeText.json(article)));
        }
        return ExitCode.OK;
    }
}
