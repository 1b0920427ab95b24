package io.wireroom.standalone.sources;

import io.wireroom.contract.Source;
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
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of sources: OPML 2.0, YAML, or a plain list of addresses, told apart by what is in it.
 *
 * <ul>
 *   <li>OPML: outlines with {@code xmlUrl}; the outlines around them are the group. {@code type="sitemap"} and
 *       {@code type="section"} are sources of that kind, any other is a feed.
 *   <li>YAML: a list of {@code {url, name, group, kind, interval, id}}, all but {@code url} optional.
 *   <li>A plain list: one address a line; {@code #} begins a comment.
 * </ul>
 *
 * <p>Text is UTF-8 or what its byte order mark says; OPML says its encoding as XML does. The same address twice is one
 * source, the first. A file is taken whole or not at all.
 */
public final class SourcesFile {

    /** Larger files are refused. */
    public static final int MAX_BYTES = 16 * 1024 * 1024;

    static final String KEYS = "url, name, group, kind, interval, id, fullText and articleLinks";

    static final String EXPECTED =
            "OPML with <outline type=\"rss\" text=\"Name\" xmlUrl=\"https://…\"/>, a YAML list of"
                    + " {url, name, group, kind, interval, id, fullText, articleLinks}, or one address a line";

    private static final Pattern YAML_START = Pattern.compile("[-\\[{%&!|>].*|[\\w-]+\\s*:(\\s.*)?", Pattern.DOTALL);

    /** How a file is written. */
    public enum Format {
        OPML,
        YAML,
        LIST
    }

    /**
     * What a file asks to watch.
     *
     * @param sources in the order of the file, without an origin; at least one
     * @param duplicates entries left out because their address stood there before
     */
    public record Contents(List<Source> sources, int duplicates, Format format) {
        public Contents {
            sources = List.copyOf(sources);
        }
    }

    private SourcesFile() {}

    /**
     * The sources in this file.
     *
     * @throws Failure (66) when the file is not there or cannot be opened; (65) when it is broken, names a bad address
     *     or none at all, with the place and what is expected
     */
    public static Contents read(Path file) {
        return parse(bytes(file), file.toString());
    }

    /** What the file is called in {@link Source#origin}: its name without the folders, which differ from host to host. */
    public static String origin(Path file) {
        var name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }

    static Contents parse(byte[] bytes, String file) {
        if (looksLikeXml(bytes)) {
            return OpmlReader.read(bytes, file);
        }
        var text = text(bytes, file);
        return YAML_START.matcher(firstLine(text)).matches()
                ? YamlReader.read(text, file)
                : AddressListReader.read(text, file);
    }

    /** A file that cannot be read on from this place; 0 for an unknown line or column. */
    static Failure broken(String file, int line, int column, String why, @Nullable Throwable cause) {
        var place = line < 1 ? "" : ", line " + line + (column < 1 ? "" : ", column " + column);
        return new Failure(
                ExitCode.DATA,
                "Cannot read sources from '" + file + "'" + place + ": " + why + "; expected " + EXPECTED,
                cause);
    }

    static Failure broken(String file, int line, int column, String why) {
        return broken(file, line, column, why, null);
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
                    ExitCode.NO_INPUT, "Cannot read sources from '" + file + "': " + e + "; may it be read?", e);
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
            throw broken(file, line, 0, "not " + charset + " text", e);
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
