package io.wireroom.enrich.clean.decode;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Guesses the charset of a page that declares none and is not UTF-8, from its letters: ICU's detector over the texts
 * beyond ASCII alone, for the first kilobytes of a page are mostly markup; the page's word for its language decides
 * between charsets that fit about as well.
 */
final class CharsetGuess {

    private static final int SAMPLE_BYTES = 8_000;
    private static final int HEAD_BYTES = 4_096;
    private static final int LEAST_CONFIDENCE = 8;
    private static final int LANGUAGE_BONUS = 40;
    private static final int CERTAIN = 50;
    private static final Pattern LANGUAGE =
            Pattern.compile("<html[^>]{0,300}?\\blang\\s*=\\s*[\"']?\\s*([a-zA-Z]{2})", Pattern.CASE_INSENSITIVE);

    /** The charset that browsers use for each one that the detector reports (WHATWG Encoding, 4.2). */
    private static final Map<String, String> SUPERSETS = Map.ofEntries(
            Map.entry("ISO-8859-1", "windows-1252"),
            Map.entry("windows-1252", "windows-1252"),
            Map.entry("ISO-8859-2", "ISO-8859-2"),
            Map.entry("windows-1250", "windows-1250"),
            Map.entry("ISO-8859-5", "ISO-8859-5"),
            Map.entry("windows-1251", "windows-1251"),
            Map.entry("KOI8-R", "KOI8-R"),
            Map.entry("ISO-8859-6", "windows-1256"),
            Map.entry("windows-1256", "windows-1256"),
            Map.entry("ISO-8859-7", "windows-1253"),
            Map.entry("windows-1253", "windows-1253"),
            Map.entry("ISO-8859-8", "windows-1255"),
            Map.entry("ISO-8859-8-I", "windows-1255"),
            Map.entry("windows-1255", "windows-1255"),
            Map.entry("ISO-8859-9", "windows-1254"),
            Map.entry("windows-1254", "windows-1254"),
            Map.entry("Shift_JIS", "windows-31j"),
            Map.entry("EUC-JP", "EUC-JP"),
            Map.entry("EUC-KR", "x-windows-949"),
            Map.entry("GB18030", "GB18030"),
            Map.entry("Big5", "Big5-HKSCS"));

    private static final Set<String> MULTI_BYTE =
            Set.of("windows-31j", "EUC-JP", "x-windows-949", "GB18030", "Big5-HKSCS");

    private static final Map<String, List<String>> BY_LANGUAGE = Map.ofEntries(
            Map.entry("ru", List.of("windows-1251", "KOI8-R", "ISO-8859-5")),
            Map.entry("uk", List.of("windows-1251", "KOI8-R")),
            Map.entry("bg", List.of("windows-1251")),
            Map.entry("sr", List.of("windows-1251", "windows-1250")),
            Map.entry("cs", List.of("windows-1250", "ISO-8859-2")),
            Map.entry("sk", List.of("windows-1250", "ISO-8859-2")),
            Map.entry("pl", List.of("windows-1250", "ISO-8859-2")),
            Map.entry("hu", List.of("windows-1250", "ISO-8859-2")),
            Map.entry("ro", List.of("windows-1250", "ISO-8859-2")),
            Map.entry("hr", List.of("windows-1250", "ISO-8859-2")),
            Map.entry("sl", List.of("windows-1250", "ISO-8859-2")),
            Map.entry("el", List.of("windows-1253")),
            Map.entry("tr", List.of("windows-1254")),
            Map.entry("he", List.of("windows-1255")),
            Map.entry("ar", List.of("windows-1256")),
            Map.entry("fa", List.of("windows-1256")),
            Map.entry("th", List.of("x-windows-874")),
            Map.entry("ja", List.of("windows-31j", "EUC-JP")),
            Map.entry("ko", List.of("x-windows-949")),
            Map.entry("zh", List.of("GB18030", "Big5-HKSCS")));

    private CharsetGuess() {}

    /** The most likely charset; empty if there is no clear one. */
    static Optional<Charset> of(byte[] body) {
        var sample = sample(body);
        var expected = BY_LANGUAGE.getOrDefault(language(body), List.of());
        var best = "";
        var most = LEAST_CONFIDENCE;
        for (var match : matches(sample)) {
            var name = SUPERSETS.get(match.getName());
            if (name == null || (MULTI_BYTE.contains(name) && !decodes(sample, name))) {
                continue;
            }
            var confidence = match.getConfidence() + (expected.contains(name) ? LANGUAGE_BONUS : 0);
            if (confidence > most) {
                most = confidence;
                best = name;
            }
        }
        if (most < CERTAIN && !expected.contains(best)) {
            // Too little text for the detector, or a charset that it does not know: only the language decides.
            best = expected.stream()
                    .filter(name -> decodes(sample, name))
                    .findFirst()
                    .orElse(best);
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(Charset.forName(best));
    }

    private static List<CharsetMatch> matches(byte[] sample) {
        return List.of(new CharsetDetector().setText(sample).detectAll());
    }

    /** The texts between tags that hold a byte beyond ASCII, up to a bound. */
    private static byte[] sample(byte[] body) {
        var sample = new ByteArrayOutputStream(SAMPLE_BYTES);
        var from = 0;
        var beyond = false;
        for (int at = 0; at < body.length && sample.size() < SAMPLE_BYTES; at++) {
            switch (body[at]) {
                case '<' -> {
                    if (beyond) {
                        sample.write(body, from, Math.min(at - from, SAMPLE_BYTES));
                        sample.write(' ');
                    }
                    from = at + 1;
                    beyond = false;
                }
                case '>' -> {
                    from = at + 1;
                    beyond = false;
                }
                default -> beyond |= body[at] < 0;
            }
        }
        if (beyond && sample.size() < SAMPLE_BYTES) {
            sample.write(body, from, Math.min(body.length - from, SAMPLE_BYTES));
        }
        return sample.toByteArray();
    }

    private static String language(byte[] body) {
        var head = new String(body, 0, Math.min(body.length, HEAD_BYTES), StandardCharsets.ISO_8859_1);
        var matcher = LANGUAGE.matcher(head);
        return matcher.find() ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
    }

    /** Whether the charset has all of these characters; one cut off at the end does not matter. */
    private static boolean decodes(byte[] sample, String charset) {
        var chars = CharBuffer.allocate(sample.length + 1);
        return !Charset.forName(charset)
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(sample), chars, false)
                .isError();
    }
}
