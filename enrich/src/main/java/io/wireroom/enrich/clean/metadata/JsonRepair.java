package io.wireroom.enrich.clean.metadata;

/**
 * Repairs JSON whose meaning is clear all the same: quotes inside a text that are not escaped, and a comma that is
 * missing before the next property.
 */
final class JsonRepair {

    private static final int MAX_CHARS = 500_000;

    private JsonRepair() {}

    /** The repaired text; the same text if it is too long. */
    static String repaired(String json) {
        if (json.length() > MAX_CHARS) {
            return json;
        }
        var out = new StringBuilder(json.length() + 16);
        var inText = false;
        var afterValue = false;
        for (int i = 0; i < json.length(); i++) {
            var c = json.charAt(i);
            if (inText) {
                if (c == '\\' && i + 1 < json.length()) {
                    out.append(c).append(json.charAt(++i));
                } else if (c != '"') {
                    out.append(c);
                } else if (endsText(json, i)) {
                    out.append(c);
                    inText = false;
                    afterValue = true;
                } else {
                    out.append("\\\"");
                }
                continue;
            }
            if (c == '"') {
                out.append(afterValue ? ",\"" : "\"");
                inText = true;
                afterValue = false;
            } else if (c > ' ') {
                afterValue = c == '}' || c == ']';
                out.append(c);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Whether what follows a quote can follow a text: a sign of JSON, or the next property. */
    private static boolean endsText(String json, int quote) {
        var next = skip(json, quote + 1);
        if (next == json.length()) {
            return true;
        }
        return switch (json.charAt(next)) {
            case ':', '}', ']' -> true;
            case ',' -> {
                var after = skip(json, next + 1);
                yield after == json.length() || "\"{[}]-0123456789tfn".indexOf(json.charAt(after)) >= 0;
            }
            case '"' -> isProperty(json, next);
            default -> false;
        };
    }

    /** Whether a short quoted word and a colon begin here. */
    private static boolean isProperty(String json, int from) {
        var to = from + 1;
        while (to < json.length()
                && (Character.isLetterOrDigit(json.charAt(to)) || "@_:-".indexOf(json.charAt(to)) >= 0)) {
            to++;
        }
        if (to == from + 1 || to >= json.length() || json.charAt(to) != '"') {
            return false;
        }
        var colon = skip(json, to + 1);
        return colon < json.length() && json.charAt(colon) == ':';
    }

    private static int skip(String json, int from) {
        var at = from;
        while (at < json.length() && json.charAt(at) <= ' ') {
            at++;
        }
        return at;
    }
}
