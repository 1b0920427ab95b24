package io.wireroom.ingest.markup;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the bytes of a feed or sitemap. Bytes with letters beyond ASCII that are UTF-8 are read as UTF-8, whatever HTTP and the
 * declaration state: text in another charset is never valid UTF-8 by chance. Otherwise the first charset that decodes the
 * bytes without an error wins, in this order: byte order mark, the pattern of the first bytes, HTTP's charset (RFC 7303,
 * section 3), the XML declaration (XML 1.0, appendix F), UTF-8; then windows-1252, which any bytes are.
 */
public final class ServedText {

    private static final Pattern HTTP_CHARSET =
            Pattern.compile("charset\\s*=\\s*[\"']?\\s*([A-Za-z0-9_.:-]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern DECLARED =
            Pattern.compile("<\\?xml[^>]*?encoding\\s*=\\s*[\"']?\\s*([A-Za-z0-9_.:-]+)", Pattern.CASE_INSENSITIVE);
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final int DECLARATION_BYTES = 2_048;

    /** Broken sequences among this many whole ones are damage to UTF-8, as an excerpt that was cut within a letter. */
    private static final int WHOLE_FOR_EACH_BROKEN = 3;

    /** Begins other character sets in text of ASCII bytes (ISO 2022). */
    private static final char ESCAPE = '\u001b';

    private ServedText() {}

    /** The text of the bytes, without a byte order mark. */
    public static String decode(byte[] body, @Nullable String contentType) {
        var isByteWise = isByteWise(body);
        // The JDK's fast path replaces errors by U+FFFD; without one, there was no error.
        var utf8 = isByteWise ? new String(body, StandardCharsets.UTF_8) : "";
        var isWhole = utf8.indexOf('\ufffd') < 0;
        if (isByteWise && isWhole && (utf8.length() < body.length || utf8.indexOf(ESCAPE) < 0)) {
            return withoutMark(utf8);
        }
        var candidates = candidates(body, contentType);
        // Where nothing else is stated, more damage is believed.
        var isStated = candidates.stream().allMatch(StandardCharsets.UTF_8::equals);
        if (!isWhole && Utf8Shape.of(body).isUtf8(isStated ? 1 : WHOLE_FOR_EACH_BROKEN)) {
            return withoutMark(utf8);
        }
        for (var candidate : candidates) {
            var text = strict(body, candidate);
            if (text.isPresent() && (looksLikeText(text.get()) || candidate.equals(StandardCharsets.UTF_8))) {
                return withoutMark(text.get());
            }
        }
        return withoutMark(new String(body, WINDOWS_1252));
    }

    /** Whether no byte order mark or pattern stands for characters of two or four bytes. */
    private static boolean isByteWise(byte[] body) {
        return mark(body).orElse(StandardCharsets.UTF_8).equals(StandardCharsets.UTF_8)
                && pattern(body).isEmpty();
    }

    /** How many letters beyond ASCII are well-formed UTF-8 (Unicode Standard, table 3-7), and how many bytes are not. */
    private record Utf8Shape(int whole, int broken) {

        static Utf8Shape of(byte[] bytes) {
            var whole = 0;
            var broken = 0;
            for (var i = 0; i < bytes.length; ) {
                if (bytes[i] >= 0) {
                    i++;
                    continue;
                }
                var length = length(bytes, i);
                if (length > 0) {
                    whole++;
                    i += length;
                } else {
                    broken++;
                    var isLead = (bytes[i] & 0xc0) == 0xc0;
                    i++;
                    // The rest of a letter that was cut off belongs to the same damage.
                    for (var rest = 0; isLead && rest < 2 && i < bytes.length && (bytes[i] & 0xc0) == 0x80; rest++) {
                        i++;
                    }
                }
            }
            return new Utf8Shape(whole, broken);
        }

        boolean isUtf8(int wholeForEachBroken) {
            return whole > 0 && whole >= (long) broken * wholeForEachBroken;
        }

        /** Bytes of the letter that begins here; 0 where no whole letter does. */
        private static int length(byte[] bytes, int at) {
            var first = bytes[at] & 0xff;
            var length = first >= 0xc2 && first <= 0xdf
                    ? 2
                    : (first & 0xf0) == 0xe0 ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
            if (length == 0 || at + length > bytes.length) {
                return 0;
            }
            for (var i = at + 1; i < at + length; i++) {
                if ((bytes[i] & 0xc0) != 0x80) {
                    return 0;
                }
            }
            var second = bytes[at + 1] & 0xff;
            var possible = switch (first) {
                case 0xe0 -> second >= 0xa0;
                case 0xed -> second <= 0x9f;
                case 0xf0 -> second >= 0x90;
                case 0xf4 -> second <= 0x8f;
                default -> true;
            };
            return possible ? length : 0;
        }
    }

    private static List<Charset> candidates(byte[] body, @Nullable String contentType) {
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
            return CharsetLabels.charset("UTF-32BE");
        }
        if (starts(b, 0xff, 0xfe, 0, 0)) {
            return CharsetLabels.charset("UTF-32LE");
        }
        if (starts(b, 0xfe, 0xff)) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        return starts(b, 0xff, 0xfe) ? Optional.of(StandardCharsets.UTF_16LE) : Optional.empty();
    }

    private static Optional<Charset> pattern(byte[] b) {
        if (starts(b, 0, 0, 0, '<')) {
            return CharsetLabels.charset("UTF-32BE");
        }
        if (starts(b, '<', 0, 0, 0)) {
            return CharsetLabels.charset("UTF-32LE");
        }
        if (starts(b, 0, '<')) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        if (starts(b, '<', 0)) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        return starts(b, 0x4c, 0x6f, 0xa7, 0x94) ? CharsetLabels.charset("IBM037") : Optional.empty();
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
        return matcher.find() ? CharsetLabels.charset(matcher.group(1)) : Optional.empty();
    }

    private static Optional<String> strict(byte[] body, Charset charset) {
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
