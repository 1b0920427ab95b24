package io.wireroom.standalone.cli.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import io.wireroom.ingest.parsing.ParsingPool;
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
                "Find the feeds, sitemaps and article links of a page, best match first. Prints one JSON object per page. Also"
                        + " reads the sitemaps named in a robots.txt.")
final class InspectSiteCommand implements Callable<Integer> {

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Base URL for relative links in files (default: the one in the page).")
    private @Nullable String url;

    @Option(
            names = "--headers",
            paramLabel = "FILE",
            description =
                    "JSON file with HTTP headers by relative file name: {\"a/page.html\": {\"content-type\", \"link\", \"url\"}}.")
    private @Nullable Path headers;

    @Parameters(paramLabel = "PATH|URL", arity = "1..*", description = "Files, folders or URLs.")
    private List<String> inputs = List.of();

    @Override
    public Integer call() {
        var base = base();
        try (var parsing = new ParsingPool()) {
            new Inputs(headers, Accept.PAGE)
                    .print(
                            inputs,
                            Inputs.limited(
                                    parsing,
                                    input -> SiteInspector.inspect(
                                            input.name(), input.body(), facts(input.headers(), base))));
        }
        return ExitCode.OK;
    }

    private @Nullable URI base() {
        if (url == null) {
            return null;
        }
        return Reference.web(null, url)
                .orElseThrow(() -> Failure.usage("--url '" + url + "' is not an absolute http or https address"));
    }

    private static SiteInspector.Facts facts(JsonNode headers, @Nullable URI base) {
        var links = new ArrayList<String>();
        var link = headers.path("link");
        if (link.isTextual()) {
            links.add(link.asText());
        }
        link.forEach(value -> links.add(value.asText()));
        return new SiteInspector.Facts(
                headers.path("content-type").asText(null),
                Reference.web(null, headers.path("url").asText("")).orElse(base),
                links);
    }
}
