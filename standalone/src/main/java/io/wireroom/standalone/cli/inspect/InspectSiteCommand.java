package io.wireroom.standalone.cli.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import io.wireroom.contract.JsonCodec;
import io.wireroom.ingest.site.SiteInspector;
import io.wireroom.ingest.web.Accept;
import io.wireroom.ingest.web.Reference;
import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wireroom inspect site}. */
@Command(
        name = "site",
        mixinStandardHelpOptions = true,
        description =
                "What a page of a site offers to be watched: one JSON object a line, with the feeds that it names,"
                        + " the surest first, sitemaps, and links to articles. A robots.txt gives its sitemaps.")
final class InspectSiteCommand implements Callable<Integer> {

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Address that relative links in files start from; without it, what a page says of itself.")
    private @Nullable String url;

    @Option(
            names = "--headers",
            paramLabel = "FILE",
            description = "JSON object of what HTTP said: {\"relative file\": {\"content-type\", \"link\", \"url\"}}.")
    private @Nullable Path headers;

    @Parameters(paramLabel = "PATH|URL", arity = "1..*", description = "Files, folders or addresses.")
    private List<String> inputs = List.of();

    @Override
    public Integer call() {
        var base = base();
        try (var out = new JsonLines()) {
            new Inputs(headers, Accept.PAGE)
                    .forEach(
                            inputs,
                            input -> out.print(
                                    switch (input) {
                                        case Inputs.Input.Content(var name, var body, var said) ->
                                            SiteInspector.inspect(name, body, facts(said, base));
                                        case Inputs.Input.Unreadable(var name, var why) ->
                                            JsonCodec.MAPPER
                                                    .createObjectNode()
                                                    .put("file", name)
                                                    .put("error", why);
                                    }));
        }
        return ExitCode.OK;
    }

    private @Nullable URI base() {
        if (url == null) {
            return null;
        }
        return Reference.web(null, url)
                .orElseThrow(() -> Failure.usage("--url '" + url + "' is no absolute http or https address"));
    }

    private static SiteInspector.Facts facts(JsonNode said, @Nullable URI base) {
        var links = new ArrayList<String>();
        var link = said.path("link");
        if (link.isTextual()) {
            links.add(link.asText());
        }
        link.forEach(value -> links.add(value.asText()));
        return new SiteInspector.Facts(
                said.path("content-type").asText(null),
                Reference.web(null, said.path("url").asText("")).orElse(base),
                links);
    }
}
