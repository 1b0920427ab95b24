package io.wireroom.standalone.cli.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.enrich.ArticleTagger;
import io.wireroom.enrich.EnrichSettings;
import io.wireroom.enrich.clean.page.Deadline;
import io.wireroom.enrich.clean.page.PageLimits;
import io.wireroom.enrich.language.LanguageDetector;
import io.wireroom.runtime.Env;
import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import io.wireroom.standalone.cli.inspect.TextLines.TextLine;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
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

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FILE|-",
            description = "JSON Lines file, plain or .gz (default: standard input).")
    private String input = TextLines.STANDARD_INPUT;

    @Override
    public Integer call() {
        try (var lines = TextLines.open(input);
                var out = new JsonLines()) {
            var env = Env.ofProcess();
            var rules = EnrichSettings.rules(env);
            env.check();
            var tagger = ArticleTagger.load(rules, ArticleTagger.Meter.NONE);
            return each(lines, LanguageDetector.load(), tagger, PageLimits.DEFAULT.budget(), out::print)
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
        return each(new TextLines(in), languages, tagger, budget, printer);
    }

    private static boolean each(
            TextLines lines,
            LanguageDetector languages,
            ArticleTagger tagger,
            Duration budget,
            Consumer<ObjectNode> printer)
            throws IOException {
        var whole = true;
        for (var line = lines.next(); line != null; line = lines.next()) {
            var json = switch (line) {
                case TextLine.Unreadable(var why) -> error(why);
                case TextLine.Document(var document) -> tags(languages, tagger, Deadline.in(budget), document);
            };
            if (json.has("error")) {
                whole = false;
                json.put("line", lines.number());
            }
            printer.accept(json);
        }
        return whole;
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
}
