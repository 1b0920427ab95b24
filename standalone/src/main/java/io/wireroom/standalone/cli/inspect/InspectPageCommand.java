package io.wireroom.standalone.cli.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.enrich.ArticleTagger;
import io.wireroom.enrich.DraftMaker;
import io.wireroom.enrich.EnrichSettings;
import io.wireroom.enrich.Enriched;
import io.wireroom.enrich.clean.Cleaned;
import io.wireroom.enrich.clean.PageExplanation;
import io.wireroom.enrich.clean.page.Deadline;
import io.wireroom.enrich.clean.page.PageLimits;
import io.wireroom.enrich.language.LanguageDetector;
import io.wireroom.ingest.web.Accept;
import io.wireroom.runtime.Env;
import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wireroom inspect page}. */
@Command(
        name = "page",
        mixinStandardHelpOptions = true,
        description =
                "Extract the article from pages. Prints one JSON object per page: the article record, the reason why the page"
                        + " was rejected, or an error.")
final class InspectPageCommand implements Callable<Integer> {

    @Option(names = "--url", paramLabel = "URL", description = "Address that the pages came from.")
    private @Nullable String url;

    @Option(
            names = "--headers",
            paramLabel = "FILE",
            description =
                    "JSON file with HTTP headers by relative file name: {\"a/page.html\": {\"content-type\", \"url\"}}.")
    private @Nullable Path headers;

    @Option(
            names = "--explain",
            description = "Also print why each line of the page was kept or dropped, and which rule set each field.")
    private boolean explain;

    @Parameters(paramLabel = "PATH|URL", arity = "1..*", description = "Files, folders or URLs.")
    private List<String> inputs = List.of();

    @Override
    public Integer call() {
        var given = url == null
                ? null
                : Address.web(url).orElseThrow(() -> Failure.usage("--url '" + url + "' is not a web address"));
        var env = Env.ofProcess();
        var rules = EnrichSettings.rules(env);
        env.check();
        var drafts = DraftMaker.load(LanguageDetector.DEFAULT_LANGUAGES, rules);
        var tagger = ArticleTagger.load(rules, ArticleTagger.Meter.NONE);
        new Inputs(headers, Accept.PAGE).print(inputs, input -> inspect(drafts, tagger, given, explain, input));
        return ExitCode.OK;
    }

    static ObjectNode inspect(
            DraftMaker drafts, ArticleTagger tagger, @Nullable URI given, boolean explain, Inputs.Input.Content input) {
        var json = JsonCodec.MAPPER.createObjectNode().put("file", input.name());
        var page = LocalPage.of(
                input.body(), at(given, input.headers()), text(input.headers(), "content-type"), Instant.now());
        if (explain) {
            json.set("explain", explanation(drafts.explain(page)));
        }
        var deadline = Deadline.in(PageLimits.DEFAULT.budget());
        return switch (drafts.enrich(page)) {
            case Enriched.Rejected rejected ->
                json.put("rejected", rejected.reason().wireName()).put("detail", rejected.detail());
            case Enriched.Draft draft -> {
                ObjectNode record = JsonCodec.MAPPER.valueToTree(tagger.tag(draft.article(), deadline));
                json.setAll(record);
                var original = draft.article().provenance().notes().get("publishedAt");
                yield draft.article().publishedAt() == null || original == null
                        ? json
                        : json.put("publishedAtOriginal", original);
            }
        };
    }

    private static ObjectNode explanation(PageExplanation why) {
        var json = JsonCodec.MAPPER.createObjectNode();
        if (why.cleaned() instanceof Cleaned.Extracted article) {
            var origins = article.origins();
            json.set("fields", JsonCodec.MAPPER.valueToTree(new TreeMap<>(origins.rules())));
            json.set("notes", JsonCodec.MAPPER.valueToTree(new TreeMap<>(origins.notes())));
        }
        var blocks = json.putArray("blocks");
        for (var block : why.blocks()) {
            var shown = blocks.addObject()
                    .put("text", block.text())
                    .put("kept", block.kept())
                    .put("reason", block.reason())
                    .put("score", Math.round(block.votes()))
                    .put("where", block.where());
            if (block.judged() != null) {
                show(block.judged(), shown);
            }
        }
        return json;
    }

    private static void show(PageExplanation.Judged judged, ObjectNode to) {
        to.put("likelihood", Math.round(1000 * judged.likelihood()) / 1000.0);
        var features = to.putArray("features");
        for (var part : judged.parts()) {
            features.add(String.format(Locale.ROOT, "%s %+.2f", part.feature(), part.logOdds()));
        }
    }

    private static @Nullable URI at(@Nullable URI given, JsonNode headers) {
        var served = text(headers, "url");
        return given != null
                ? given
                : served == null ? null : Address.web(served).orElse(null);
    }

    private static @Nullable String text(JsonNode json, String field) {
        var value = json.path(field);
        return value.isTextual() ? value.asText() : null;
    }
}
