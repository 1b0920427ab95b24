package io.wireroom.contract.work;

import org.jspecify.annotations.Nullable;

/** Checks the optional fields of a flat JSON form that one of its kinds needs. */
final class Needed {

    private Needed() {}

    static <T> T by(String what, String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(what + " needs the field '" + field + "'");
        }
        return value;
    }
}
