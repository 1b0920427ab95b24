package io.wireroom.standalone.sources;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.wireroom.contract.Source;
import io.wireroom.contract.SourceId;
import io.wireroom.contract.address.Address;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes sources as the YAML list that {@link SourcesFile} reads the same sources from, sorted by group and name; only
 * their origin is left out.
 */
public final class YamlWriter {

    private static final Comparator<Source> ORDER = Comparator.comparing(
                    (Source source) -> Objects.requireNonNullElse(source.group(), ""))
            .thenComparing(Source::name)
            .thenComparing(Source::id);

    private YamlWriter() {}

    /** The sources as YAML, to be encoded in UTF-8; ends with a line break. */
    public static String write(Collection<Source> sources) {
        var text = new StringWriter();
        var factory = YAMLFactory.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .build();
        try (var yaml = factory.createGenerator(text)) {
            yaml.writeStartArray();
            for (var source : sources.stream().sorted(ORDER).toList()) {
                source(yaml, source);
            }
            yaml.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write YAML into memory", e);
        }
        return text.toString();
    }

    private static void source(JsonGenerator yaml, Source source) throws IOException {
        yaml.writeStartObject();
        yaml.writeStringField("url", source.url().toString());
        put(yaml, "name", SourceText.line(source.name()));
        put(
                yaml,
                "group",
                SourceText.segments(source.group()).isEmpty()
                        ? null
                        : String.join("/", SourceText.segments(source.group())));
        put(
                yaml,
                "kind",
                source.kind() == Source.Kind.FEED ? null : source.kind().wireName());
        put(
                yaml,
                "interval",
                source.interval() == null ? null : source.interval().toString());
        var usual = Address.of(source.url().toString()).map(SourceId::of);
        put(
                yaml,
                "id",
                usual.isPresent() && usual.get().equals(source.id())
                        ? null
                        : source.id().value());
        var settings = source.settings();
        if (settings != null && settings.entriesAreWhole()) {
            yaml.writeBooleanField("fullText", true);
        }
        if (settings != null && settings.articleLinks() != null) {
            yaml.writeArrayFieldStart("articleLinks");
            for (var selector : settings.articleLinks()) {
                yaml.writeString(selector);
            }
            yaml.writeEndArray();
        }
        yaml.writeEndObject();
    }

    private static void put(JsonGenerator yaml, String key, @Nullable String value) throws IOException {
        if (value != null) {
            yaml.writeStringField(key, value);
        }
    }
}
