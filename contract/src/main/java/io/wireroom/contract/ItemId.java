package io.wireroom.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one announcement of a link, or one later look at it. Lower-case hexadecimal, 32 characters (the first 16 bytes of a SHA-256). */
public record ItemId(@JsonValue String value) implements Comparable<ItemId> {

    @JsonCreator
    public ItemId {
        if (value.isBlank() || value.length() > 64) {
            throw new IllegalArgumentException("ItemId must have 1 to 64 characters: '" + value + "'");
        }
    }

    /** The item of a link's first announcement by a source. */
    public static ItemId ofAnnouncement(SourceId source, LinkId link) {
        return new ItemId(Sha256.id(source.value() + ' ' + link.value()));
    }

    /** The item of a later look at a link; {@code look} counts from 1. */
    public static ItemId ofLook(SourceId source, LinkId link, int look) {
        return new ItemId(Sha256.id(source.value() + ' ' + link.value() + ' ' + look));
    }

    @Override
    public int compareTo(ItemId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
