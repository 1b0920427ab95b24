package io.wireroom.text;

/**
 * A builder of one line: it collapses white space, drops invisible characters, and drops line breaks between two
 * characters of a script without spaces (CSS Text 3, 4.1.3). Not thread-safe.
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
        var i = 0;
        while (i < more.length()) {
            var end = endOfPlain(more, i);
            if (end > i) {
                endSpace(more.charAt(i));
                text.append(more, i, end);
                i = end;
            } else {
                append(more.charAt(i));
                i++;
            }
        }
    }

    /** Where plain words with one space between two end; counts their characters. */
    private int endOfPlain(String more, int from) {
        var i = from;
        var spaces = 0;
        while (i < more.length()) {
            if (isPlain(more.charAt(i))) {
                i++;
            } else if (more.charAt(i) == ' ' && i > from && i + 1 < more.length() && isPlain(more.charAt(i + 1))) {
                spaces++;
                i += 2;
            } else {
                break;
            }
        }
        visible += i - from - spaces;
        return i;
    }

    /** Whether it is a visible character of ASCII. */
    private static boolean isPlain(char c) {
        return c > ' ' && c < 0x7F;
    }

    private void append(char c) {
        if (Spaces.isSpace(c)) {
            space = true;
            breakInSpace |= c == '\n' || c == '\r';
        } else if (!Spaces.isInvisible(c)) {
            endSpace(c);
            text.append(c);
            visible++;
        }
    }

    /** Appends the space before this character, if there is one. */
    private void endSpace(char c) {
        if (space) {
            if (!text.isEmpty()
                    && !(breakInSpace && Scripts.joinsLines(c) && Scripts.joinsLines(text.charAt(text.length() - 1)))) {
                text.append(' ');
            }
            space = false;
            breakInSpace = false;
        }
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
