package io.wireroom.standalone.sources;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.wireroom.contract.Source;
import io.wireroom.runtime.Failure;
import io.wireroom.standalone.sources.ImportCollector.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;

/** Reads a YAML list of mappings as a stream, so that every problem has a line number. Refuses unknown keys. */
final class YamlReader {

    private static final String ARTICLE_LINKS = "articleLinks";
    private static final Set<String> KEYS =
            Set.of("url", "name", "group", "kind", "interval", "id", "fullText", ARTICLE_LINKS);
    private static final String KNOWN = "url, name, group, kind, interval, id, fullText and " + ARTICLE_LINKS;
    private static final int MAX_DEPTH = 20;

    private final YAMLParser parser;
    private final String file;
    private final ImportCollector collector;

    private YamlReader(YAMLParser parser, String file) {
        this.parser = parser;
        this.file = file;
        collector = new ImportCollector(file);
    }

    static SourceList read(String text, String file, int maxChars) {
        var limits = new LoaderOptions();
        limits.setCodePointLimit(maxChars);
        limits.setNestingDepthLimit(MAX_DEPTH);
        var factory = YAMLFactory.builder().loaderOptions(limits).build();
        try (var parser = factory.createParser(text)) {
            return new YamlReader(parser, file).read();
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw ImportCollector.broken(
                    file,
                    at == null ? 0 : at.getLineNr(),
                    at == null ? 0 : at.getColumnNr(),
                    "broken YAML: " + why(e),
                    e);
        } catch (IOException e) {
            throw ImportCollector.broken(file, 0, 0, "broken YAML: " + e.getMessage(), e);
        }
    }

    private SourceList read() throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw here("the file is not a list");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw here("an entry is not a mapping with a url");
            }
            entry();
        }
        if (parser.nextToken() != null) {
            throw here("there is more after the list");
        }
        return collector.finish(SourceList.Format.YAML);
    }

    private void entry() throws IOException {
        var line = line();
        var values = new HashMap<String, String>();
        var selectors = new ArrayList<String>();
        var fine = true;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var key = parser.currentName();
            var keyLine = line();
            var token = parser.nextToken();
            if (!KEYS.contains(key)) {
                collector.problem(keyLine, "unknown key '" + key + "'; known are " + KNOWN);
                fine = false;
                parser.skipChildren();
            } else if (key.equals(ARTICLE_LINKS) && token == JsonToken.START_ARRAY) {
                fine &= selectors(keyLine, selectors);
            } else if (!token.isScalarValue() || parser.isCurrentAlias()) {
                collector.problem(keyLine, "'" + key + "' must be plain text");
                fine = false;
                parser.skipChildren();
            } else if (token != JsonToken.VALUE_NULL && values.put(key, parser.getText()) != null) {
                collector.problem(keyLine, "'" + key + "' is there twice");
                fine = false;
            }
        }
        if (fine) {
            if (values.containsKey(ARTICLE_LINKS)) {
                selectors.add(values.get(ARTICLE_LINKS));
            }
            add(line, values, selectors);
        }
    }

    private boolean selectors(int keyLine, List<String> selectors) throws IOException {
        var fine = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken().isScalarValue() && !parser.isCurrentAlias()) {
                selectors.add(parser.getText());
            } else {
                fine = false;
                parser.skipChildren();
            }
        }
        if (!fine) {
            collector.problem(keyLine, "'" + ARTICLE_LINKS + "' must be one CSS selector or a list of them");
        }
        return fine;
    }

    private void add(int line, Map<String, String> values, List<String> selectors) {
        var url = values.get("url");
        if (url == null) {
            collector.problem(line, "an entry without url");
            return;
        }
        var kind = kind(values.getOrDefault("kind", "feed"));
        if (kind.isEmpty()) {
            collector.problem(line, "kind '" + values.get("kind") + "' must be feed, sitemap or section");
            return;
        }
        collector.add(new Entry(
                line,
                url,
                values.get("name"),
                values.get("group"),
                kind.get(),
                values.get("interval"),
                values.get("id"),
                values.get("fullText"),
                List.copyOf(selectors)));
    }

    private static Optional<Source.Kind> kind(String name) {
        return switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "feed" -> Optional.of(Source.Kind.FEED);
            case "sitemap" -> Optional.of(Source.Kind.SITEMAP);
            case "section" -> Optional.of(Source.Kind.SECTION);
            default -> Optional.empty();
        };
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private Failure here(String why) {
        var at = parser.currentTokenLocation();
        return ImportCollector.broken(file, at.getLineNr(), at.getColumnNr(), why);
    }

    /** The parser's message without its indented lines, which repeat the place and the text there. */
    private static String why(JsonProcessingException e) {
        return String.valueOf(e.getOriginalMessage())
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" "))
                .limit(2)
                .reduce((one, other) -> one + ", " + other)
                .orElse("not readable");
    }
}
