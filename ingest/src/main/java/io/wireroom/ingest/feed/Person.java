package io.wireroom.ingest.feed;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An author; at least one of the two is there.
 *
 * @param name as the feed states it, HTML where the feed gives HTML
 * @param email an address, without {@code mailto:}
 */
public record Person(@Nullable String name, @Nullable String email) {

    private static final String MAIL = "(?:mailto:)?([^\\s()<>@,;]+@[^\\s()<>@,;]+)";
    private static final Pattern MAIL_ALONE = Pattern.compile(MAIL);
    private static final Pattern MAIL_FIRST = Pattern.compile(MAIL + "\\s*[(\\[<]\\s*(.+?)\\s*[)\\]>]");
    private static final Pattern NAME_FIRST = Pattern.compile("(.+?)\\s*[(\\[<,]\\s*" + MAIL + "\\s*[)\\]>]?");

    public Person {
        if (name == null && email == null) {
            throw new IllegalArgumentException("neither name nor email");
        }
    }

    /** One with this name. */
    public static Person named(String name) {
        return new Person(name, null);
    }

    /** The name to show: the address where there is no name. */
    public String shown() {
        return name != null ? name : email == null ? "" : email;
    }

    /**
     * The person that RSS writes into one text: {@code ada@a.example (Ada)} as RSS 2.0 asks, {@code Ada (ada@a.example)}
     * and {@code Ada <ada@a.example>} as many do. Text of any other shape is the name.
     */
    static Person of(String text) {
        if (text.indexOf('@') < 0) {
            return named(text);
        }
        var first = MAIL_FIRST.matcher(text);
        if (first.matches()) {
            return new Person(first.group(2), first.group(1));
        }
        var last = NAME_FIRST.matcher(text);
        if (last.matches()) {
            return new Person(last.group(1), last.group(2));
        }
        var alone = MAIL_ALONE.matcher(text);
        return alone.matches() ? new Person(null, alone.group(1)) : named(text);
    }
}
