package io.wireroom.standalone.sources;

import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Reads a file of sources: OPML 2.0, YAML, or a plain list of addresses, distinguished by their content.
 *
 * <ul>
 *   <li>OPML: outlines with {@code xmlUrl}; the outlines around them are the group. {@code type="sitemap"} and
 *       {@code type="section"} are sources of that kind, any other is a feed.
 *   <li>YAML: a list of {@code {url, name, group, kind, interval, id}}, all but {@code url} optional.
 *   <li>A plain list: one address a line; {@code #} begins a comment.
 * </ul>
 *
 * <p>Text is UTF-8 or the encoding of its byte order mark; OPML declares its encoding as XML does. The same address twice
 * is one source, the first. A file is read completely or not at all.
 */
public final class SourcesFile {

    /** Larger files are refused. */
    public static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final Pattern YAML_START = Pattern.compile("[-\\[{%&!|>].*|[\\w-]+\\s*:(\\s.*)?", Pattern.DOTALL);

    private SourcesFile() {}

    /**
     * The sources in this file.
     *
     * @throws Failure (66) when the file is missing or cannot be opened; (65) when it is broken, has a bad address or
     *     no address, with the place and what is expected
     */
    public static SourceList read(Path file) {
        return parse(bytes(file), file.toString());
    }

    /** The name of the file in {@link io.wireroom.contract.Source#origin}: without the folders, which differ from host to host. */
    public static String origin(Path file) {
        var name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }

    /**
     * The sources in the bytes of a file.
     *
     * @param file for messages
     * @throws Failure (65) as {@link #read} does
     */
    public static SourceList parse(byte[] bytes, String file) {
        if (looksLikeXml(bytes)) {
            return OpmlReader.read(bytes, file);
        }
        var text = text(bytes, file);
        return YAML_START.matcher(firstLine(text)).matches()
                ? YamlReader.read(text, file, MAX_BYTES)
                : AddressListReader.read(text, file);
    }

    private static byte[] bytes(Path file) {
        if (Files.isDirectory(file)) {
            throw new Failure(ExitCode.NO_INPUT, "Cannot read sources from '" + file + "': it is a folder");
        }
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new Failure(
                        ExitCode.DATA,
                        "Cannot read sources from '" + file + "': larger than " + (MAX_BYTES >> 20)
                                + " MiB; split it into several files");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new Failure(ExitCode.NO_INPUT, "Cannot read sources from '" + file + "': there is no such file", e);
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.NO_INPUT, "Cannot read sources from '" + file + "': " + e + "; is it readable?", e);
        }
    }

    /** Whether the first character is {@code <}, in UTF-8 or UTF-16 of either order, with or without a mark. */
    private static boolean looksLikeXml(byte[] bytes) {
        for (var i = 0; i < Math.min(bytes.length, 1024); i++) {
            var b = bytes[i] & 0xff;
            var skipped = b == 0 || b == ' ' || b == '\t' || b == '\r' || b == '\n';
            var mark = i < 3 && (b == 0xef || b == 0xbb || b == 0xbf || b == 0xfe || b == 0xff);
            if (!skipped && !mark) {
                return b == '<';
            }
        }
        return false;
    }

    private static String text(byte[] bytes, String file) {
        if (startsWith(bytes, 0xfe, 0xff)) {
            return decode(bytes, 2, StandardCharsets.UTF_16BE, file);
        }
        if (startsWith(bytes, 0xff, 0xfe)) {
            return decode(bytes, 2, StandardCharsets.UTF_16LE, file);
        }
        return decode(bytes, startsWith(bytes, 0xef, 0xbb, 0xbf) ? 3 : 0, StandardCharsets.UTF_8, file);
    }

    private static String decode(byte[] bytes, int from, Charset charset, String file) {
        var in = ByteBuffer.wrap(bytes, from, bytes.length - from);
        try {
            return charset.newDecoder().decode(in).toString();
        } catch (CharacterCodingException e) {
            var line = 1;
            for (var i = 0; i < in.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw ImportCollector.broken(file, line, 0, "not " + charset + " text", e);
        }
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        for (var i = 0; i < start.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xff) != start[i]) {
                return false;
            }
        }
        return true;
    }

    /** The first line that is neither empty nor a comment. */
    private static String firstLine(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .findFirst()
                .orElse("");
    }
}
