package io.wireroom.standalone.cli.inspect;

import io.wireroom.ingest.feed.FeedInspector;
import io.wireroom.ingest.parsing.ParsingPool;
import io.wireroom.ingest.web.Accept;
import io.wireroom.runtime.ExitCode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wireroom inspect feed}. */
@Command(
        name = "feed",
        mixinStandardHelpOptions = true,
        description = "Parse feeds. Prints one JSON object per feed, with its entries or an error.")
final class InspectFeedCommand implements Callable<Integer> {

    @Option(
            names = "--headers",
            paramLabel = "FILE",
            description = "JSON file with HTTP headers by relative file name: {\"a/feed.xml\": {\"content-type\","
                    + " \"content-location\", \"url\"}}.")
    private @Nullable Path headers;

    @Parameters(paramLabel = "PATH|URL", arity = "1..*", description = "Files, folders or URLs.")
    private List<String> inputs = List.of();

    @Override
    public Integer call() {
        try (var parsing = new ParsingPool()) {
            new Inputs(headers, Accept.FEED)
                    .print(
                            inputs,
                            Inputs.limited(
                                    parsing,
                                    input -> FeedInspector.inspect(
                                            input.name(), input.body(), FeedInspector.facts(input.headers()))));
        }
        return ExitCode.OK;
    }
}
