package io.wireroom.standalone.cli.inspect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wireroom.contract.JsonCodec;
import io.wireroom.enrich.ArticleTagger;
import io.wireroom.enrich.EnrichSettings;
import io.wireroom.enrich.clean.page.Deadline;
import io.wireroom.enrich.clean.page.PageLimits;
import io.wireroom.enrich.language.LanguageDetector;
import io.wireroom.runtime.Env;
import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code wireroom inspect tags}. */
@Command(
        name = "tags",
        mixinStandardHelpOptions = true,
        description = {
            "Tag texts: language, topics, people, organisations, places, key phrases, quotes and attributions.",
            "",
            "Reads one JSON object per line, {\"id\",\"title\",\"text\"}; other fields are ignored. Prints one object per line."
                    + " For a line that cannot be read, or takes longer than a page may, it prints {\"line\",\"error\"}, and the exit"
                    + " code is 65."
        })
final class InspectTagsCommand implements Callable<Integer> {

    private static final int MAX_LINE_BYTES = 16 << 20;
    private static final String STANDARD_INPUT = "-";

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FILE|-",
            description = "JSON Lines file, plain or .gz (default: standard input).")
    private String input = STANDARD_INPUT;

    @Override
    public Integer call() {
        try (var in = open();
                var out = new JsonLines()) {
            var env = Env.ofProcess();
            var rules = EnrichSettings.rules(env);
            env.check();
            var tagger = ArticleTagger.load(rules, ArticleTagger.Meter.NONE);
            return each(in, LanguageDetector.load(), tagger, PageLimits.DEFAULT.budget(), out::print)
                    ? ExitCode.OK
                    : ExitCode.DATA;
        } catch (IOException e) {
            throw new Failure(ExitCode.NO_INPUT, "Cannot read '" + input + "': " + e.getMessage(), e);
        }
    }

    /**
     * Tags line by line. Returns whether all lines could be read.
     *
     * @param budget of CPU time for one line, as a page has in enrich
     */
    static boolean each(
            InputStream in,
            LanguageDetector languages,
            ArticleTagger tagger,
            Duration budget,
            Consumer<ObjectNode> printer)
            throws IOException {
        var whole = true;
        var lines = new BoundedLines(in, MAX_LINE_BYTES);
        for (var line = lines.next(); line != null; line = lines.next()) {
            if (line instanceof BoundedLines.Line.Text(var text) && text.isBlank()) {
                continue;
            }
            var json = tags(languages, tagger, Deadline.in(budget), line);
            if (json.has("error")) {
                whole = false;
                json.put("line", lines.number());
            }
            printer.accept(json);
        }
        return whole;
    }

    private static ObjectNode tags(
            LanguageDetector languages, ArticleTagger tagger, Deadline deadline, BoundedLines.Line line) {
        return switch (line) {
            case BoundedLines.Line.TooLong tooLong -> error("longer than " + MAX_LINE_BYTES + " bytes");
            case BoundedLines.Line.Text(var text) -> {
                JsonNode document;
                try {
                    document = JsonCodec.MAPPER.readTree(text);
                } catch (JsonProcessingException e) {
                    yield error("not JSON: " + e.getOriginalMessage());
                }
                if (!document.isObject() || !document.path("text").isTextual()) {
                    yield error("not a JSON object with a \"text\"");
                }
                yield tags(languages, tagger, deadline, document);
            }
        };
    }

    private static ObjectNode tags(
            LanguageDetector languages, ArticleTagger tagger, Deadline deadline, JsonNode document) {
        var title = document.path("title").asText("");
        var text = document.path("text").asText();
        var language = languages.detect(title, text, null);
        var json = JsonCodec.MAPPER.createObjectNode();
        json.set("id", document.path("id"));
        json.set("language", JsonCodec.MAPPER.valueToTree(language));
        return tagger.tag(title, text, language, deadline)
                .map(tagged -> with(json, tagged))
                .orElseGet(() -> json.put("error", "took longer than the time for one text"));
    }

    private static ObjectNode with(ObjectNode json, ArticleTagger.Tagged tagged) {
        json.set("tags", JsonCodec.MAPPER.valueToTree(tagged.tags()));
        json.set("quotes", JsonCodec.MAPPER.valueToTree(tagged.quotes()));
        json.set("attributions", JsonCodec.MAPPER.valueToTree(tagged.attributions()));
        return json;
    }

    private static ObjectNode error(String why) {
        return JsonCodec.MAPPER.createObjectNode().put("error", why);
    }

    private InputStream open() throws IOException {
        if (STANDARD_INPUT.equals(input)) {
            return System.in;
        }
        var file = Path.of(input);
        if (!Files.isRegularFile(file)) {
            throw new Failure(ExitCode.NO_INPUT, "There is no file '" + input + "'");
        }
        var in = Files.newInputStream(file);
        try {
            return input.endsWith(".gz") ? new GZIPInputStream(in) : in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }
}
