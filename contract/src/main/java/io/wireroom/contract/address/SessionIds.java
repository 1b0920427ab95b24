package io.wireroom.contract.address;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the ids of readers' sessions in addresses: they differ at each request and name no page. They are parameters of the
 * path ({@code /a;jsessionid=1F3}) or of the query, or segments of the path ({@code /(S(1f3))/a}, ASP.NET without cookies).
 */
final class SessionIds {

    private static final String FILE = "session-parameters.txt";

    /** Session ids that ASP.NET writes into the path, beside those of its forms and profiles. */
    private static final Pattern SEGMENT =
            Pattern.compile("/\\((?:[A-Z]\\([\\w-]{8,}\\)){1,3}\\)(?=/|$)", Pattern.CASE_INSENSITIVE);

    private static final Pattern PATH_PARAMETER = Pattern.compile(";([^;/=]+)=([^;/]*)");
    private static final int LEAST_RANDOM = 16;
    private static final Pattern RANDOM = Pattern.compile("[0-9a-zA-Z_-]{" + LEAST_RANDOM + ",}");

    private final Set<String> names = new HashSet<>();
    private final Set<String> prefixes = new HashSet<>();

    /** Names that hold a session when their value is long and random. */
    private final Set<String> ambiguous = new HashSet<>();

    private SessionIds() {}

    static SessionIds load() {
        var ids = new SessionIds();
        for (var rule : AddressRules.lines(FILE)) {
            if (rule.startsWith("?")) {
                ids.ambiguous.add(rule.substring(1));
            } else if (rule.endsWith("*")) {
                ids.prefixes.add(rule.substring(0, rule.length() - 1));
            } else {
                ids.names.add(rule);
            }
        }
        return ids;
    }

    /** Whether a parameter of a query or a path holds the id of a session. */
    boolean isSession(String name, String value) {
        var lower = name.toLowerCase(Locale.ROOT);
        return names.contains(lower)
                || prefixes.stream().anyMatch(lower::startsWith)
                || (ambiguous.contains(lower) && isRandom(value));
    }

    private static boolean isRandom(String value) {
        return value.length() >= LEAST_RANDOM
                && RANDOM.matcher(value).matches()
                && value.chars().anyMatch(c -> c >= '0' && c <= '9')
                && value.chars().anyMatch(Character::isLetter)
                && value.indexOf('-') < 0;
    }

    /** The path without the ids of sessions. */
    String withoutSessions(String path) {
        var plain = path.indexOf('(') < 0 ? path : SEGMENT.matcher(path).replaceAll("");
        if (plain.indexOf(';') >= 0) {
            plain = PATH_PARAMETER
                    .matcher(plain)
                    .replaceAll(
                            one -> isSession(one.group(1), one.group(2)) ? "" : Matcher.quoteReplacement(one.group()));
        }
        return plain.isEmpty() ? "/" : plain;
    }
}
