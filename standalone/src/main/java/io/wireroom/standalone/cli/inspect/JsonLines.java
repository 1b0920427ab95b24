package io.wireroom.standalone.cli.inspect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.standalone.show.SafeText;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Prints one JSON object per line, in UTF-8 for every encoding of the terminal. */
final class JsonLines implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final PrintStream out = new PrintStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER), false, StandardCharsets.UTF_8);

    void print(JsonNode json) {
        try {
            out.append(SafeText.json(JsonCodec.MAPPER.writeValueAsString(json))).append('\n');
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can always be written", e);
        }
    }

    @Override
    public void close() {
        out.flush();
    }
}
