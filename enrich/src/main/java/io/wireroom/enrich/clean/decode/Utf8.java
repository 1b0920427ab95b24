package io.wireroom.enrich.clean.decode;

import java.io.Reader;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** UTF-8 (RFC 3629) over an array: a check, and a reader that never fails and copies nothing. */
final class Utf8 {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final char REPLACEMENT = '\uFFFD';
    private static final int BROKEN = -1;

    private Utf8() {}

    /** Whether the bytes from here on are well-formed, except for a character cut off at their end. */
    static boolean isValid(byte[] bytes, int from) {
        var at = from;
        while (at < bytes.length) {
            at = skipAscii(bytes, at);
            if (at < bytes.length) {
                var length = lengthAt(bytes, at);
                if (length == BROKEN) {
                    return isCutOff(bytes, at);
                }
                at += length;
            }
        }
        return true;
    }

    /** Whether no character is cut off at the end of these valid bytes. */
    static boolean isWhole(byte[] bytes) {
        for (int at = 0; at < bytes.length; ) {
            var length = lengthAt(bytes, at);
            if (length == BROKEN) {
                return false;
            }
            at += length;
        }
        return true;
    }

    /** The index of the first byte from here on that is not ASCII; the end if there is none. */
    static int skipAscii(byte[] bytes, int from) {
        var at = from;
        while (at + Long.BYTES <= bytes.length && ((long) LONGS.get(bytes, at) & HIGH_BITS) == 0) {
            at += Long.BYTES;
        }
        while (at < bytes.length && bytes[at] >= 0) {
            at++;
        }
        return at;
    }

    /** Bytes of the well-formed character here; -1 when there is none. */
    private static int lengthAt(byte[] bytes, int at) {
        var first = bytes[at] & 0xFF;
        if (first < 0x80) {
            return 1;
        }
        var length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        if (first < 0xC2 || first > 0xF4 || at + length > bytes.length) {
            return BROKEN;
        }
        var second = bytes[at + 1] & 0xFF;
        var lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        var highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        if (second < lowest || second > highest) {
            return BROKEN;
        }
        for (int i = 2; i < length; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return BROKEN;
            }
        }
        return length;
    }

    private static boolean isCutOff(byte[] bytes, int at) {
        var first = bytes[at] & 0xFF;
        var length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        if (first < 0xC2 || first > 0xF4 || at == 0 || at + length <= bytes.length) {
            return false;
        }
        for (int i = at + 1; i < bytes.length; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                return false;
            }
        }
        return true;
    }

    /** Reads the bytes from here on; each ill-formed byte as U+FFFD, a character cut off at the end as nothing. */
    static Reader reader(byte[] bytes, int from) {
        return new ArrayReader(bytes, from);
    }

    private static final class ArrayReader extends Reader {

        private final byte[] bytes;
        private int at;
        private char pending;

        private ArrayReader(byte[] bytes, int from) {
            this.bytes = bytes;
            this.at = from;
        }

        @Override
        public int read(char[] into, int from, int length) {
            if (length == 0) {
                return 0;
            }
            var to = from;
            var limit = from + length;
            if (pending != 0) {
                into[to++] = pending;
                pending = 0;
            }
            while (to < limit && at < bytes.length) {
                to = ascii(into, to, limit);
                if (to < limit && at < bytes.length) {
                    to = character(into, to, limit);
                }
            }
            return to == from ? -1 : to - from;
        }

        private int ascii(char[] into, int from, int limit) {
            var to = from;
            var here = at;
            while (here + Long.BYTES <= bytes.length
                    && to + Long.BYTES <= limit
                    && ((long) LONGS.get(bytes, here) & HIGH_BITS) == 0) {
                for (int i = 0; i < Long.BYTES; i++) {
                    into[to + i] = (char) bytes[here + i];
                }
                here += Long.BYTES;
                to += Long.BYTES;
            }
            while (here < bytes.length && to < limit && bytes[here] >= 0) {
                into[to++] = (char) bytes[here++];
            }
            at = here;
            return to;
        }

        private int character(char[] into, int to, int limit) {
            var length = lengthAt(bytes, at);
            switch (length) {
                case 1 -> into[to] = (char) bytes[at];
                case 2 -> into[to] = (char) ((bytes[at] & 0x1F) << 6 | (bytes[at + 1] & 0x3F));
                case 3 ->
                    into[to] = (char) ((bytes[at] & 0x0F) << 12 | (bytes[at + 1] & 0x3F) << 6 | (bytes[at + 2] & 0x3F));
                case 4 -> {
                    var point = (bytes[at] & 0x07) << 18
                            | (bytes[at + 1] & 0x3F) << 12
                            | (bytes[at + 2] & 0x3F) << 6
                            | (bytes[at + 3] & 0x3F);
                    into[to] = Character.highSurrogate(point);
                    at += length;
                    if (to + 1 < limit) {
                        into[to + 1] = Character.lowSurrogate(point);
                        return to + 2;
                    }
                    pending = Character.lowSurrogate(point);
                    return to + 1;
                }
                default -> {
                    if (isCutOff(bytes, at)) {
                        at = bytes.length;
                        return to;
                    }
                    into[to] = REPLACEMENT;
                    at++;
                    return to + 1;
                }
            }
            at += length;
            return to + 1;
        }

        @Override
        public void close() {
            at = bytes.length;
        }
    }
}
