package io.wireroom.ingest.feed;

/** What stands before the root element: junk and DOCTYPE are cut off, unread. */
final class Prolog {

    /** More comments, instructions and stray brackets before the root are no feed, and would take quadratic time. */
    private static final int MAX_CONSTRUCTS = 200;

    private Prolog() {}

    /** The text from its first markup on, without XML declaration and DOCTYPE. */
    static String strip(String text) {
        var at = 0;
        var constructs = 0;
        while (constructs++ < MAX_CONSTRUCTS) {
            var open = text.indexOf('<', at);
            if (open < 0 || open + 1 >= text.length()) {
                return "";
            }
            if (text.startsWith("<?", open)) {
                at = after(text, "?>", open);
            } else if (text.startsWith("<!--", open)) {
                at = after(text, "-->", open);
            } else if (text.startsWith("<!", open)) {
                at = declarationEnd(text, open);
            } else if (Character.isLetter(text.charAt(open + 1)) || text.charAt(open + 1) == '_') {
                return text.substring(open);
            } else {
                at = open + 1;
            }
        }
        return "";
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
