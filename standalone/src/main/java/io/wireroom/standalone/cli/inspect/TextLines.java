package io.wireroom.standalone.cli.inspect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads texts from JSON Lines: one object with a {@code "text"} per line. Blank lines do not count. */
final class TextLines implements AutoCloseable {

    static final String STANDARD_INPUT = "-";

    private static final int MAX_LINE_BYTES = 16 << 20;

    private final InputStream in;
    private final BoundedLines lines;

    /** A line. */
    sealed interface TextLine {

        /** A JSON object with a textual {@code "text"}. */
        record Document(JsonNode json) implements TextLine {}

        /** Anything else, and the reason. */
        record Unreadable(String why) implements TextLine {}
    }

    TextLines(InputStream in) {
        this.in = in;
        this.lines = new BoundedLines(in, MAX_LINE_BYTES);
    }

    /**
     * Opens a file, plain or .gz, or the standard input.
     *
     * @throws Failure if there is no such file
     */
    static TextLines open(String input) throws IOException {
        if (STANDARD_INPUT.equals(input)) {
            return new TextLines(System.in);
        }
        var file = Path.of(input);
        if (!Files.isRegularFile(file)) {
            throw new Failure(ExitCode.NO_INPUT, "There is no file '" + input + "'");
        }
        var in = Files.newInputStream(file);
        try {
            return new TextLines(input.endsWith(".gz") ? new GZIPInputStream(in) : in);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** The next line; null at the end. */
    @Nullable
    TextLine next() throws IOException {
        var line = lines.next();
        while (line instanceof BoundedLines.Line.Text(var text) && text.isBlank()) {
            line = lines.next();
        }
        return line == null ? null : read(line);
    }

    /** Number of the last line, from 1. */
    long number() {
        return lines.number();
    }

    private static TextLine read(BoundedLines.Line line) {
        return switch (line) {
            case BoundedLines.Line.TooLong tooLong ->
                new TextLine.Unreadable("longer than " + MAX_LINE_BYTES + " bytes");
            case BoundedLines.Line.Text(var text) -> {
                try {
                    var json = JsonCodec.MAPPER.readTree(text);
                    yield json.isObject() && json.path("text").isTextual()
                            ? new TextLine.Document(json)
                            : new TextLine.Unreadable("not a JSON object with a \"text\"");
                } catch (JsonProcessingException e) {
                    yield new TextLine.Unreadable("not JSON: " + e.getOriginalMessage());
                }
            }
        };
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
