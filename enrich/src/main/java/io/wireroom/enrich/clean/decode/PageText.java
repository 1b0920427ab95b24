package io.wireroom.enrich.clean.decode;

import io.wireroom.contract.FieldRule;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The characters of a page: byte order mark, then Content-Type, then {@code <meta>}, then strict UTF-8, then a guess from
 * the bytes, then windows-1252 (WHATWG HTML, 13.2.3.2). A declared UTF-8 that the bytes contradict gives way to the next
 * rule.
 *
 * @param bytes of the page, not copied
 * @param from where the text begins, after a byte order mark
 * @param charset it was read with
 * @param rule that gave the charset
 */
public record PageText(byte[] bytes, int from, Charset charset, FieldRule rule) {

    private static final int META_BYTES = 4096;
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final Pattern PARAMETER =
            Pattern.compile("charset\\s*=\\s*[\"']?\\s*([\\w.:+-]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern META = Pattern.compile(
            "<(?:meta[^>]{0,300}?charset\\s*=\\s*[\"']?\\s*([\\w.:+-]+)|\\?xml[^>]{0,100}?encoding\\s*=\\s*[\"']([\\w.:+-]+))",
            Pattern.CASE_INSENSITIVE);

    public static PageText decode(byte[] body, @Nullable String contentType) {
        var text = decodeOnce(body, contentType);
        return text.charset().equals(StandardCharsets.UTF_8) && TwiceEncoded.isOne(body)
                ? new PageText(TwiceEncoded.undo(body), text.from(), StandardCharsets.UTF_8, FieldRule.UTF_8_TWICE)
                : text;
    }

    private static PageText decodeOnce(byte[] body, @Nullable String contentType) {
        if (startsWith(body, 0xEF, 0xBB, 0xBF)) {
            return new PageText(body, 3, StandardCharsets.UTF_8, FieldRule.BOM);
        }
        if (startsWith(body, 0xFE, 0xFF)) {
            return new PageText(body, 2, StandardCharsets.UTF_16BE, FieldRule.BOM);
        }
        if (startsWith(body, 0xFF, 0xFE)) {
            return new PageText(body, 2, StandardCharsets.UTF_16LE, FieldRule.BOM);
        }
        var valid = Utf8.isValid(body, 0);
        var ascii = Utf8.skipAscii(body, 0) == body.length;
        var header = contentType == null ? Optional.<Charset>empty() : named(PARAMETER, contentType);
        if (header.isPresent() && fits(header.get(), valid, ascii)) {
            return new PageText(body, 0, header.get(), FieldRule.CONTENT_TYPE);
        }
        var head = new String(body, 0, Math.min(body.length, META_BYTES), StandardCharsets.ISO_8859_1);
        var meta = named(META, head);
        if (meta.isPresent() && fits(meta.get(), valid, ascii)) {
            return new PageText(body, 0, meta.get(), FieldRule.META);
        }
        if (valid) {
            return new PageText(body, 0, StandardCharsets.UTF_8, FieldRule.UTF_8);
        }
        // Mostly UTF-8 with a few broken bytes is still UTF-8: a page that was cut inside a character must stay
        // readable.
        var declaredUtf8 = header.filter(StandardCharsets.UTF_8::equals).isPresent()
                || meta.filter(StandardCharsets.UTF_8::equals).isPresent();
        if (declaredUtf8 && brokenShare(body) < 0.02) {
            return new PageText(body, 0, StandardCharsets.UTF_8, FieldRule.UTF_8);
        }
        return CharsetGuess.of(body)
                .map(guess -> new PageText(body, 0, guess, FieldRule.DETECTOR))
                .orElseGet(() -> new PageText(body, 0, WINDOWS_1252, FieldRule.WINDOWS_1252));
    }

    /** Well-formed UTF-8 is UTF-8 regardless of the declared charset: text in other encodings is hardly ever valid UTF-8. */
    private static boolean fits(Charset charset, boolean valid, boolean ascii) {
        return ascii || charset.equals(StandardCharsets.UTF_8) == valid;
    }

    /** The characters, without a byte order mark. */
    public Reader reader() {
        return charset.equals(StandardCharsets.UTF_8)
                ? Utf8.reader(bytes, from)
                : new StringReader(withoutCutCharacter(new String(bytes, from, bytes.length - from, charset)));
    }

    private static String withoutCutCharacter(String text) {
        return text.endsWith("\uFFFD") ? text.substring(0, text.length() - 1) : text;
    }

    private static Optional<Charset> named(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        var name = matcher.group(1) != null || matcher.groupCount() < 2 ? matcher.group(1) : matcher.group(2);
        return charset(name);
    }

    private static Optional<Charset> charset(@Nullable String name) {
        if (name == null) {
            return Optional.empty();
        }
        var lower = name.toLowerCase(Locale.ROOT);
        try {
            return Optional.of(
                    switch (lower) {
                        // The labels that browsers read as their superset (WHATWG Encoding, 4.2).
                        case "iso-8859-1", "latin1", "us-ascii", "ascii", "iso8859-1" -> WINDOWS_1252;
                        case "iso-8859-9" -> Charset.forName("windows-1254");
                        case "gb2312", "gbk" -> Charset.forName("GB18030");
                        case "utf8", "utf-16", "utf-16le", "utf-16be" -> StandardCharsets.UTF_8;
                        case "ks_c_5601-1987", "euc-kr" -> Charset.forName("x-windows-949");
                        case "shift_jis", "shift-jis", "x-sjis" -> Charset.forName("windows-31j");
                        default -> Charset.forName(lower);
                    });
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    private static double brokenShare(byte[] body) {
        var text = new String(body, StandardCharsets.UTF_8);
        var broken = text.chars().filter(c -> c == '\uFFFD').count();
        var beyondAscii = text.chars().filter(c -> c > 127).count();
        return beyondAscii == 0 ? 0 : (double) broken / beyondAscii;
    }

    private static boolean startsWith(byte[] body, int... first) {
        if (body.length < first.length) {
            return false;
        }
        for (int i = 0; i < first.length; i++) {
            if ((body[i] & 0xFF) != first[i]) {
                return false;
            }
        }
        return true;
    }
}
