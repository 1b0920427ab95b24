package io.wireroom.standalone.cli.inspect;

import io.wireroom.contract.JsonCodec;
import io.wireroom.ingest.feed.FeedInspector;
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
        description =
                "What ingest reads out of feeds: one JSON object a line, with the feed and its entries or an error.")
final class InspectFeedCommand implements Callable<Integer> {

    @Option(
            names = "--headers",
            paramLabel = "FILE",
            description = "JSON object of what HTTP said: {\"relative file\": {\"content-type\", \"content-location\","
                    + " \"url\"}}.")
    private @Nullable Path headers;

    @Parameters(paramLabel = "PATH|URL", arity = "1..*", description = "Files, folders or addresses.")
    private List<String> inputs = List.of();

    @Override
    public Integer call() {
        try (var out = new JsonLines()) {
            new Inputs(headers, Accept.FEED)
                    .forEach(
                            inputs,
                            input -> out.print(
                                    switch (input) {
                                        case Inputs.Input.Content(var name, var body, var said) ->
                                            FeedInspector.inspect(name, body, FeedInspector.facts(said));
                                        case Inputs.Input.Unreadable(var name, var why) ->
                                            JsonCodec.MAPPER
                                                    .createObjectNode()
                                                    .put("file", name)
                                                    .put("error", why);
                                    }));
        }
        return ExitCode.OK;
    }
}
