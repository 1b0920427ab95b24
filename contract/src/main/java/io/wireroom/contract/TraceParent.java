package io.wireroom.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.wireroom.contract.address.Sha256;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The trace that an item belongs to (W3C Trace Context, 3.2): {@code 00-<trace id>-<parent id>-<flags>}. The trace id is
 * the item id, so that a stored row names its trace; the parent is the span of the discovery, and every step of the item
 * is a child of it.
 *
 * @param traceId 32 lower-case hexadecimal characters, not all zero
 * @param spanId 16 lower-case hexadecimal characters, not all zero
 * @param sampled whether the steps of the item are to be recorded
 */
public record TraceParent(String traceId, String spanId, boolean sampled) {

    /** The Kafka header of this name has the same value as the field. */
    public static final String HEADER = "traceparent";

    private static final Pattern TRACE_ID = Pattern.compile("(?!0{32})[0-9a-f]{32}");
    private static final Pattern SPAN_ID = Pattern.compile("(?!0{16})[0-9a-f]{16}");

    /** A later version may have more fields after these four. */
    private static final Pattern FORM =
            Pattern.compile("(?!ff)([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.{0,400})?");

    private static final int HEXADECIMAL = 16;
    private static final int SAMPLED = 1;

    public TraceParent {
        if (!TRACE_ID.matcher(traceId).matches() || !SPAN_ID.matcher(spanId).matches()) {
            throw new IllegalArgumentException("no trace context: " + traceId + '-' + spanId);
        }
    }

    /** The trace of an item; the same for each call, so that work that is repeated after a crash stays in one trace. */
    public static TraceParent of(ItemId item, boolean sampled) {
        var id = TRACE_ID.matcher(item.value()).matches() ? item.value() : Sha256.id(item.value());
        var span = Sha256.id("span of the discovery of " + item.value()).substring(0, HEXADECIMAL);
        return new TraceParent(id, span, sampled);
    }

    /** Reads the text form; empty where the text is none, which is to be handled as if there were no trace. */
    public static Optional<TraceParent> parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches() || (form.group(1).equals("00") && form.group(5) != null)) {
            return Optional.empty();
        }
        var trace = form.group(2);
        var span = form.group(3);
        if (!TRACE_ID.matcher(trace).matches() || !SPAN_ID.matcher(span).matches()) {
            return Optional.empty();
        }
        var flags = Integer.parseInt(form.group(4), HEXADECIMAL);
        return Optional.of(new TraceParent(trace, span, (flags & SAMPLED) != 0));
    }

    /** A text that is none must not cost its record. */
    @JsonCreator
    static @Nullable TraceParent read(String text) {
        return parse(text).orElse(null);
    }

    /** The text form, of version 00. */
    @JsonValue
    public String text() {
        return "00-" + traceId + '-' + spanId + (sampled ? "-01" : "-00");
    }
}
