package io.wireroom.contract.json;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * An enum constant that has a name on the wire: its own in lower case, words joined by a hyphen.
 *
 * <p>Processes of two versions run side by side during an upgrade. Therefore each enum of a record has the constant
 * {@value #OTHER}: a name that this version does not know reads as it. It is only read; nothing is given this value.
 */
public interface WireNamed {

    /** Name of the constant that stands for all names that this version does not know. */
    String OTHER = "OTHER";

    /** {@link Enum#name()} of the constant. */
    String name();

    /** The name on the wire: {@code NOT_FETCHED} gives {@code not-fetched}. */
    @JsonValue
    default String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constants that may be written: all but {@value #OTHER}. */
    static <E extends Enum<E> & WireNamed> List<E> written(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> !isCatchAll(constant))
                .toList();
    }

    /** Whether it stands for all names that this version does not know. */
    static boolean isCatchAll(Enum<?> constant) {
        return constant instanceof WireNamed && constant.name().equals(OTHER);
    }

    /**
     * The constant with this wire name; the type's {@value #OTHER} for an unknown one.
     *
     * @throws IllegalArgumentException if the name is unknown and the type has no constant for that
     */
    static <E extends Enum<E> & WireNamed> E constant(Class<E> type, String wireName) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.wireName().equals(wireName))
                .findFirst()
                .orElseGet(() -> Enum.valueOf(type, OTHER));
    }
}
