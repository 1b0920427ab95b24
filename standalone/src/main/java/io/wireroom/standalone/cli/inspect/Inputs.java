package io.wireroom.standalone.cli.inspect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.wireroom.contract.FetchReason;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.contract.work.Validators;
import io.wireroom.ingest.parsing.Parsed;
import io.wireroom.ingest.parsing.ParsingPool;
import io.wireroom.ingest.web.Accept;
import io.wireroom.ingest.web.WebAnswer;
import io.wireroom.ingest.web.WebClient;
import io.wireroom.ingest.web.WebSettings;
import io.wireroom.runtime.Env;
import io.wireroom.runtime.Environment;
import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of inspect: files, folders (every regular file below; names that begin with {@code _} are skipped;
 * {@code .gz} is unpacked) and web addresses. One input is in memory at a time.
 */
final class Inputs {

    private static final int MAX_BYTES = 64 << 20;

    private final JsonNode headers;
    private final Accept accept;

    /** One input: its name, and its bytes or why it has none. */
    sealed interface Input {
        String name();

        /** It could be read; {@code headers} are those of the headers file, or of the server. */
        @SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
        record Content(String name, byte[] body, JsonNode headers) implements Input {}

        /** It could not be read. */
        record Unreadable(String name, String why) implements Input {}
    }

    Inputs(@Nullable Path headersFile, Accept accept) {
        headers = headersFile == null ? JsonCodec.MAPPER.createObjectNode() : readHeaders(headersFile);
        this.accept = accept;
    }

    /** Prints one JSON object for each input; an unreadable one gives its name and the error. */
    void print(List<String> arguments, Function<Input.Content, JsonNode> inspect) {
        try (var out = new JsonLines()) {
            forEach(
                    arguments,
                    input -> out.print(
                            switch (input) {
                                case Input.Content content -> inspected(content, inspect);
                                case Input.Unreadable(var name, var why) -> error(name, why);
                            }));
        }
    }

    /** The one boundary of an input: whatever a bug makes of it, the inputs after it are inspected. */
    private static JsonNode inspected(Input.Content content, Function<Input.Content, JsonNode> inspect) {
        try {
            return inspect.apply(content);
        } catch (RuntimeException e) {
            return error(content.name(), "cannot be inspected: " + e);
        } catch (StackOverflowError e) {
            return error(content.name(), "nested too deeply for the stack");
        }
    }

    /** What is printed of an input that has no result. */
    static JsonNode error(String name, String why) {
        return JsonCodec.MAPPER.createObjectNode().put("file", name).put("error", why);
    }

    /** The result of a parser within the limit of CPU time that the stage gives it. */
    static Function<Input.Content, JsonNode> limited(ParsingPool parsing, Function<Input.Content, JsonNode> inspect) {
        return input -> switch (parsing.parse(() -> inspect.apply(input))) {
            case Parsed.Done(var json) -> json;
            case Parsed.TooComplex(var why) -> error(input.name(), FetchReason.TOO_COMPLEX.wireName() + ": " + why);
        };
    }

    private void forEach(List<String> arguments, Consumer<Input> reader) {
        for (var argument : arguments) {
            var web = Address.web(argument);
            if (web.isPresent() && Address.hasUserInformation(argument)) {
                reader.accept(new Input.Unreadable(
                        web.get().toString(), "the address has a user name or password, which are never sent"));
                continue;
            }
            if (web.isPresent()) {
                reader.accept(fetch(argument, web.get()));
                continue;
            }
            var path = Path.of(argument);
            if (Files.isRegularFile(path)) {
                reader.accept(read(path, path.getFileName().toString()));
            } else if (Files.isDirectory(path)) {
                filesBelow(path)
                        .forEach(file ->
                                reader.accept(read(file, path.relativize(file).toString())));
            } else {
                throw new Failure(ExitCode.NO_INPUT, "There is no file or folder '" + argument + "'");
            }
        }
    }

    private static List<Path> filesBelow(Path folder) {
        try (var all = Files.walk(folder)) {
            return new ArrayList<>(all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("_"))
                    .sorted()
                    .toList());
        } catch (IOException e) {
            throw new Failure(ExitCode.NO_INPUT, "Cannot list '" + folder + "': " + e.getMessage(), e);
        }
    }

    private Input read(Path file, String relative) {
        var name = file.toString();
        try (InputStream in = open(file)) {
            var body = in.readNBytes(MAX_BYTES + 1);
            return body.length > MAX_BYTES
                    ? new Input.Unreadable(name, "larger than " + MAX_BYTES + " bytes")
                    : new Input.Content(name, body, headers.path(relative));
        } catch (IOException e) {
            return new Input.Unreadable(name, String.valueOf(e.getMessage()));
        }
    }

    private static InputStream open(Path file) throws IOException {
        var in = Files.newInputStream(file);
        try {
            return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private Input fetch(String argument, URI url) {
        var env = new Env(Environment.ofProcess());
        var settings = WebSettings.from(env);
        env.check();
        try (var web = new WebClient(settings, InstantSource.system())) {
            return switch (web.get(url, Validators.NONE, accept, 0)) {
                case WebAnswer.Ok ok -> {
                    var received = JsonCodec.MAPPER
                            .createObjectNode()
                            .put("url", ok.finalUrl().toString())
                            .put("content-type", ok.contentType())
                            .put("content-location", ok.contentLocation());
                    if (ok.cut()) {
                        received.put("cut", true);
                    }
                    ok.links().forEach(received.putArray("link")::add);
                    yield new Input.Content(argument, ok.body(), received);
                }
                case WebAnswer.NotModified same -> new Input.Unreadable(argument, "304 to a plain request");
                case WebAnswer.Moved moved -> new Input.Unreadable(argument, "redirects to " + moved.target());
                case WebAnswer.Failed failed ->
                    new Input.Unreadable(argument, failed.reason().wireName() + ": " + failed.detail());
            };
        }
    }

    private static JsonNode readHeaders(Path file) {
        try {
            return JsonCodec.MAPPER.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new Failure(ExitCode.DATA, "--headers '" + file + "' is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new Failure(ExitCode.NO_INPUT, "Cannot read --headers '" + file + "': " + e.getMessage(), e);
        }
    }
}
