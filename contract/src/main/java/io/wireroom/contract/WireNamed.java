package io.wireroom.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** An enum constant that has a name on the wire: its own in lower case, words joined by a hyphen. */
public interface WireNamed {

    /** {@link Enum#name()} of the constant. */
    String name();

    /** The name on the wire: {@code NOT_FETCHED} gives {@code not-fetched}. */
    @JsonValue
    default String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The constant with this wire name.
     *
     * @throws IllegalArgumentException if the type has none
     */
    static <E extends Enum<E> & WireNamed> E constant(Class<E> type, String wireName) {
        return Enum.valueOf(type, wireName.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
