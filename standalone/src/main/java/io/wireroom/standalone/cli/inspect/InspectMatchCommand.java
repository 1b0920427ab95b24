package io.wireroom.standalone.cli.inspect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.enrich.ArticleTagger;
import io.wireroom.enrich.EnrichSettings;
import io.wireroom.enrich.clean.page.PageLimits;
import io.wireroom.enrich.language.LanguageDetector;
import io.wireroom.runtime.Env;
import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import io.wireroom.standalone.cli.inspect.TextLines.TextLine;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code wireroom inspect match}. */
@Command(
        name = "match",
        mixinStandardHelpOptions = true,
        description = {
            "Find the copies and the stories among texts.",
            "",
            "Reads one JSON object per line, {\"id\",\"title\",\"text\",\"date\",\"source\"}; date and source may be"
                    + " missing (a date that cannot be read counts as missing), and other fields are ignored. After the"
                    + " last line it prints {\"id\",\"copyOf\",\"storyId\"} for each article, in the order of the file. An"
                    + " article that is no copy has no copyOf, and one that is alone with its event has no storyId. The"
                    + " original of a group is the article with the earliest date, and of these the one with the smallest"
                    + " id. For a line that cannot be read, or takes longer than a page may, it prints"
                    + " {\"line\",\"error\"} at once, and the exit code is 65."
        })
final class InspectMatchCommand implements Callable<Integer> {

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
            var articles = new MatchedArticles(
                    LanguageDetector.load(),
                    ArticleTagger.load(rules, ArticleTagger.Meter.NONE),
                    PageLimits.DEFAULT.budget());
            return match(lines, articles, out::print) ? ExitCode.OK : ExitCode.DATA;
        } catch (IOException e) {
            throw new Failure(ExitCode.NO_INPUT, "Cannot read '" + input + "': " + e.getMessage(), e);
        }
    }

    /** Matches all lines and prints the result. Returns whether all lines could be read. */
    static boolean match(TextLines lines, MatchedArticles articles, Consumer<ObjectNode> printer) throws IOException {
        var whole = true;
        for (var line = lines.next(); line != null; line = lines.next()) {
            var error = switch (line) {
                case TextLine.Unreadable(var why) -> why;
                case TextLine.Document(var document) -> articles.add(document).orElse(null);
            };
            if (error != null) {
                whole = false;
                printer.accept(JsonCodec.MAPPER
                        .createObjectNode()
                        .put("line", lines.number())
                        .put("error", error));
            }
        }
        articles.print(printer);
        return whole;
    }
}
