package io.wireroom.enrich.clean.decode;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Undoes what some publishing systems do: UTF-8 taken for windows-1252 or ISO-8859-1 and encoded in UTF-8 once more, so
 * that a typographic apostrophe comes as three characters. Only on pages where that is seen several times, and only runs
 * that are well-formed UTF-8 when undone.
 */
final class TwiceEncoded {

    private static final int LEAST_MARKS = 3;
    private static final Map<Character, Byte> WINDOWS_1252 = windows1252();

    private TwiceEncoded() {}

    /** Whether the bytes, well-formed UTF-8, hold several punctuation marks that were encoded twice. */
    static boolean isOne(byte[] bytes) {
        var marks = 0;
        for (int at = Utf8.skipAscii(bytes, 0); at + 3 < bytes.length; at = Utf8.skipAscii(bytes, at + 1)) {
            // U+00E2, then U+0080 or the euro sign: the first two bytes of U+2010 to U+203F.
            if ((bytes[at] & 0xFF) == 0xC3
                    && (bytes[at + 1] & 0xFF) == 0xA2
                    && (isAt(bytes, at + 2, 0xC2, 0x80) || isAt(bytes, at + 2, 0xE2, 0x82))
                    && ++marks >= LEAST_MARKS) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAt(byte[] bytes, int at, int first, int second) {
        return at + 1 < bytes.length && (bytes[at] & 0xFF) == first && (bytes[at + 1] & 0xFF) == second;
    }

    /** The bytes as they were meant. */
    static byte[] undo(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        var meant = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); ) {
            if (text.charAt(at) < 0x80) {
                meant.append(text.charAt(at++));
                continue;
            }
            var to = at;
            while (to < text.length() && text.charAt(to) >= 0x80) {
                to++;
            }
            meant.append(undo(text.substring(at, to)));
            at = to;
        }
        return meant.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String undo(String run) {
        var bytes = new byte[run.length()];
        for (int i = 0; i < bytes.length; i++) {
            var c = run.charAt(i);
            var known = WINDOWS_1252.get(c);
            if (known == null && c > 0xFF) {
                return run;
            }
            bytes[i] = known == null ? (byte) c : known;
        }
        return Utf8.isValid(bytes, 0) && Utf8.isWhole(bytes) ? new String(bytes, StandardCharsets.UTF_8) : run;
    }

    private static Map<Character, Byte> windows1252() {
        var all = new HashMap<Character, Byte>();
        var charset = Charset.forName("windows-1252");
        for (int b = 0x80; b < 0xA0; b++) {
            var c = charset.decode(ByteBuffer.wrap(new byte[] {(byte) b})).get(0);
            if (c != '\uFFFD') {
                all.put(c, (byte) b);
            }
        }
        return Map.copyOf(all);
    }
}
