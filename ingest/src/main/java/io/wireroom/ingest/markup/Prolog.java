package io.wireroom.ingest.markup;

/** What comes before the root element. It is cut off unread, with any DOCTYPE. */
public final class Prolog {

    /** More comments, instructions and stray brackets before the root are no feed, and would take quadratic time. */
    private static final int MAX_CONSTRUCTS = 200;

    private final int end;
    private final boolean dropped;

    private Prolog(int end, boolean dropped) {
        this.end = end;
        this.dropped = dropped;
    }

    /** Where the text's first element begins; its end where there is none. */
    public int end() {
        return end;
    }

    /** Whether anything was dropped that a reader may miss: all but the XML declaration, comments and space. */
    public boolean isDropped() {
        return dropped;
    }

    /** The prolog of this text. */
    public static Prolog of(String text) {
        var at = 0;
        var dropped = false;
        for (var constructs = 0; constructs < MAX_CONSTRUCTS; constructs++) {
            var open = text.indexOf('<', at);
            if (open < 0 || open + 1 >= text.length()) {
                break;
            }
            dropped |= !text.substring(at, open).isBlank();
            if (text.startsWith("<?", open)) {
                dropped |= open > 0 && text.startsWith("<?xml ", open); // a declaration must come first
                at = after(text, "?>", open);
            } else if (text.startsWith("<!--", open)) {
                at = after(text, "-->", open);
            } else if (text.startsWith("<!", open)) {
                dropped = true;
                at = declarationEnd(text, open);
            } else if (Character.isLetter(text.charAt(open + 1)) || text.charAt(open + 1) == '_') {
                return new Prolog(open, dropped);
            } else {
                dropped = true;
                at = open + 1;
            }
        }
        return new Prolog(text.length(), true);
    }

    private static int after(String text, String end, int from) {
        var at = text.indexOf(end, from);
        if (at >= 0) {
            return at + end.length();
        }
        var bracket = text.indexOf('>', from);
        return bracket < 0 ? text.length() : bracket + 1;
    }

    /** The end of {@code <!DOCTYPE … [ … ]>}, quotes and comments within respected. */
    private static int declarationEnd(String text, int from) {
        var depth = 0;
        for (var i = from + 2; i < text.length(); i++) {
            var c = text.charAt(i);
            if (text.startsWith("<!--", i)) {
                var end = text.indexOf("-->", i);
                if (end < 0) {
                    return text.length();
                }
                i = end + 2;
            } else if (c == '"' || c == '\'') {
                var end = text.indexOf(c, i + 1);
                if (end < 0) {
                    return after(text, ">", i);
                }
                i = end;
            } else if (c == '[') {
                depth++;
            } else if (c == ']') {
                depth = Math.max(0, depth - 1);
            } else if (c == '>' && depth == 0) {
                return i + 1;
            }
        }
        return text.length();
    }
}
