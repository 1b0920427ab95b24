package io.wireroom.conformance.etiquette.rules;

import io.wireroom.conformance.etiquette.origin.Exchange;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The result of a rule, from the origin's log and the client's topics. */
public sealed interface Verdict {

    /** The observation in one line. */
    String evidence();

    /** The rule was kept. */
    record Pass(String evidence) implements Verdict {}

    /** The rule was broken. */
    record Fail(String evidence) implements Verdict {}

    /** Not decided yet; counts as failed at the end of the run. */
    record Open(String evidence) implements Verdict {}

    /** Only visible in topics, which this client does not have. */
    record Unjudged(String evidence) implements Verdict {}

    static Verdict pass(String evidence, @Nullable Object... arguments) {
        return new Pass(format(evidence, arguments));
    }

    static Verdict fail(String evidence, @Nullable Object... arguments) {
        return new Fail(format(evidence, arguments));
    }

    static Verdict open(String evidence, @Nullable Object... arguments) {
        return new Open(format(evidence, arguments));
    }

    /** Open until {@code seconds} after this request, then a failure. */
    static Verdict late(Exchange since, double seconds, String what) {
        return since.age() < seconds
                ? open("waiting for %s", what)
                : fail("%s did not come in %.0f s", what, since.age());
    }

    /** Pass or fail. */
    static Verdict of(boolean kept, String evidence, @Nullable Object... arguments) {
        return kept ? pass(evidence, arguments) : fail(evidence, arguments);
    }

    /** One word for tables. */
    default String word() {
        return switch (this) {
            case Pass pass -> "pass";
            case Fail fail -> "FAIL";
            case Open open -> "FAIL";
            case Unjudged unjudged -> "-";
        };
    }

    default boolean failed() {
        return this instanceof Fail || this instanceof Open;
    }

    private static String format(String evidence, @Nullable Object... arguments) {
        return arguments.length == 0 ? evidence : String.format(Locale.ROOT, evidence, arguments);
    }
}
