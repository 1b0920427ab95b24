package io.wireroom.ingest.feed;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the bytes of a feed. The first charset that decodes them without an error wins, in this order: byte order mark, the pattern of
 * the first bytes, HTTP's charset (RFC 7303, section 3) and the XML declaration (XML 1.0, appendix F), UTF-8; then
 * windows-1252, which any bytes are.
 */
final class FeedText {

    private static final Pattern HTTP_CHARSET =
            Pattern.compile("charset\\s*=\\s*[\"']?([A-Za-z0-9_.:-]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern DECLARED =
            Pattern.compile("^\\s*<\\?xml[^>]*?encoding\\s*=\\s*[\"']\\s*([A-Za-z0-9_.:-]+)", Pattern.CASE_INSENSITIVE);
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final int DECLARATION_BYTES = 400;

    private FeedText() {}

    /** The text of the bytes, without a byte order mark. */
    static String decode(byte[] body, @Nullable String contentType) {
        for (var candidate : candidates(body, contentType)) {
            var text = strict(body, candidate);
            if (text.isPresent() && (looksLikeText(text.get()) || candidate.equals(StandardCharsets.UTF_8))) {
                return withoutMark(text.get());
            }
        }
        return withoutMark(new String(body, WINDOWS_1252));
    }

    private static Iterable<Charset> candidates(byte[] body, @Nullable String contentType) {
        var all = new ArrayList<Charset>();
        mark(body).ifPresent(all::add);
        var pattern = pattern(body);
        pattern.ifPresent(all::add);
        charset(HTTP_CHARSET, contentType == null ? "" : contentType).ifPresent(all::add);
        var head = new String(
                body, 0, Math.min(body.length, DECLARATION_BYTES), pattern.orElse(StandardCharsets.ISO_8859_1));
        charset(DECLARED, head).ifPresent(all::add);
        all.add(StandardCharsets.UTF_8);
        return all;
    }

    private static Optional<Charset> mark(byte[] b) {
        if (starts(b, 0xef, 0xbb, 0xbf)) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        if (starts(b, 0, 0, 0xfe, 0xff)) {
            return named("UTF-32BE");
        }
        if (starts(b, 0xff, 0xfe, 0, 0)) {
            return named("UTF-32LE");
        }
        if (starts(b, 0xfe, 0xff)) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        return starts(b, 0xff, 0xfe) ? Optional.of(StandardCharsets.UTF_16LE) : Optional.empty();
    }

    private static Optional<Charset> pattern(byte[] b) {
        if (starts(b, 0, 0, 0, '<')) {
            return named("UTF-32BE");
        }
        if (starts(b, '<', 0, 0, 0)) {
            return named("UTF-32LE");
        }
        if (starts(b, 0, '<')) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        if (starts(b, '<', 0)) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        return starts(b, 0x4c, 0x6f, 0xa7, 0x94) ? named("IBM037") : Optional.empty();
    }

    private static boolean starts(byte[] bytes, int... head) {
        if (bytes.length < head.length) {
            return false;
        }
        for (var i = 0; i < head.length; i++) {
            if ((bytes[i] & 0xff) != head[i]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Charset> charset(Pattern where, String text) {
        var matcher = where.matcher(text);
        return matcher.find() ? named(matcher.group(1)) : Optional.empty();
    }

    /** Labels mean what browsers take them for (WHATWG Encoding), often a superset of the named charset. */
    private static Optional<Charset> named(String label) {
        var lower = label.toLowerCase(Locale.ROOT);
        var known = switch (lower) {
            case "iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii", "iso_8859-1" -> "windows-1252";
            case "gb2312", "gbk", "gb_2312-80", "x-gbk" -> "GB18030";
            case "shift_jis", "shift-jis", "sjis", "x-sjis" -> "windows-31j";
            case "ks_c_5601-1987", "ksc5601", "euc-kr" -> "x-windows-949";
            case "iso-8859-9", "latin5" -> "windows-1254";
            case "big5" -> "Big5-HKSCS";
            case "tis-620", "iso-8859-11" -> "x-windows-874";
            case "utf8", "utf_8", "unicode-1-1-utf-8" -> "UTF-8";
            case "cp1252", "windows1252", "x-cp1252" -> "windows-1252";
            default -> lower;
        };
        try {
            return Optional.of(Charset.forName(known));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> strict(byte[] body, Charset charset) {
        if (charset.equals(StandardCharsets.UTF_8)) {
            // The JDK's fast path replaces errors by U+FFFD; without one, there was no error.
            var text = new String(body, StandardCharsets.UTF_8);
            if (text.indexOf('\ufffd') < 0) {
                return Optional.of(text);
            }
        }
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(
                            charset.equals(WINDOWS_1252) ? CodingErrorAction.REPLACE : CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    /** A wrong 16-bit charset turns markup into nonsense without an error. */
    private static boolean looksLikeText(String text) {
        var head = Math.min(text.length(), 1_000);
        for (var i = 0; i < head; i++) {
            if (text.charAt(i) == '<' || text.charAt(i) == '{') {
                return true;
            }
        }
        return false;
    }

    private static String withoutMark(String text) {
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }
}
