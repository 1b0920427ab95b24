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
        for (int i = 0; i < more.length(); i++) {
            append(more.charAt(i));
        }
    }

    private void append(char c) {
        if (c <= ' ' || c >= 0x7F) {
            if (Spaces.isSpace(c)) {
                space = true;
                breakInSpace |= c == '\n' || c == '\r';
                return;
            }
            if (Spaces.isInvisible(c)) {
                return;
            }
        }
        if (space) {
            if (!text.isEmpty()
                    && !(breakInSpace && Scripts.joinsLines(c) && Scripts.joinsLines(text.charAt(text.length() - 1)))) {
                text.append(' ');
            }
            space = false;
            breakInSpace = false;
        }
        text.append(c);
        visible++;
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
