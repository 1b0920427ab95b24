package io.wireroom.text;

/**
 * A line that grows: white space collapses as it comes, invisible characters fall away, and a line break between two
 * characters of a script without spaces is none (CSS Text 3, 4.1.3). Not thread-safe.
 */
public final class TidyText {

    private final StringBuilder text;
    private boolean space;
    private boolean breakInSpace;
    private int visible;

    public TidyText(int capacity) {
        text = new StringBuilder(capacity);
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** Characters appended so far that are not white space, of everything since the last {@link #clear}. */
    public int visible() {
        return visible;
    }

    public void space() {
        space = true;
    }

    public void append(String more) {
        for (int i = 0; i < more.length(); i++) {
            append(more.charAt(i));
        }
    }

    private void append(char c) {
        if (c <= ' ') {
            if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') {
                space = true;
                breakInSpace |= c == '\n' || c == '\r';
            }
            return;
        }
        if (c >= 0x7F) {
            if (isSpace(c)) {
                space = true;
                return;
            }
            if (isInvisible(c)) {
                return;
            }
        }
        if (space) {
            if (!text.isEmpty() && !(breakInSpace && isWide(c) && isWide(text.charAt(text.length() - 1)))) {
                text.append(' ');
            }
            space = false;
            breakInSpace = false;
        }
        text.append(c);
        visible++;
    }

    private static boolean isSpace(char c) {
        return c == 0xA0
                || c == 0x85
                || c == 0x1680
                || (c >= 0x2000 && c <= 0x200A)
                || c == 0x2028
                || c == 0x2029
                || c == 0x202F
                || c == 0x205F
                || c == 0x3000;
    }

    /** Soft hyphens, zero-width spaces and joins, direction marks, controls; not the joiners that spelling needs. */
    private static boolean isInvisible(char c) {
        return c < 0xA0
                || c == 0xAD
                || c == 0x200B
                || c == 0x200E
                || c == 0x200F
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2060 && c <= 0x206F)
                || c == 0xFEFF;
    }

    /** Chinese characters, kana and their punctuation; Hangul is written with spaces. */
    private static boolean isWide(char c) {
        return (c >= 0x2E80 && c < 0xAC00) || (c >= 0xF900 && c < 0xFB00) || (c >= 0xFF00 && c < 0xFFA0);
    }

    public void clear() {
        text.setLength(0);
        space = false;
        breakInSpace = false;
        visible = 0;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
