package io.wireroom.ingest.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One link of a {@code Link} header field (RFC 8288, section 3).
 *
 * @param target as it stands between the angle brackets
 * @param parameters by lower-case name; the first of a name counts
 */
record LinkHeader(String target, Map<String, String> parameters) {

    private static final int MAX_LINKS = 100;

    /** The links of one field value; what is not well-formed is passed over (appendix B). */
    static List<LinkHeader> parse(String value) {
        var links = new ArrayList<LinkHeader>();
        var at = value.indexOf('<');
        while (at >= 0 && links.size() < MAX_LINKS) {
            var end = value.indexOf('>', at);
            if (end < 0) {
                break;
            }
            var parameters = new LinkedHashMap<String, String>();
            var next = parameters(value, end + 1, parameters);
            links.add(new LinkHeader(value.substring(at + 1, end).strip(), parameters));
            at = value.indexOf('<', next);
        }
        return links;
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** Reads parameters up to the comma that ends the link; returns where the next link may begin. */
    private static int parameters(String value, int from, Map<String, String> parameters) {
        var at = from;
        var current = new StringBuilder();
        var quoted = false;
        while (at < value.length()) {
            var c = value.charAt(at++);
            if (quoted && c == '\\' && at < value.length()) {
                current.append(value.charAt(at++));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ';' || c == ',')) {
                put(parameters, current.toString());
                current.setLength(0);
                if (c == ',') {
                    return at;
                }
            } else {
                current.append(c);
            }
        }
        put(parameters, current.toString());
        return at;
    }

    private static void put(Map<String, String> parameters, String text) {
        var equals = text.indexOf('=');
        if (equals > 0) {
            parameters.putIfAbsent(
                    text.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                    text.substring(equals + 1).strip());
        }
    }
}
