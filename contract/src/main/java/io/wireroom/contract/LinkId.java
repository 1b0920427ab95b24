package io.wireroom.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.address.Sha256;

/** Names one article address. Lower-case hexadecimal, 32 characters (the first 16 bytes of a SHA-256). */
public record LinkId(@JsonValue String value) implements Comparable<LinkId> {

    @JsonCreator
    public LinkId {
        if (value.isBlank() || value.length() > 64) {
            throw new IllegalArgumentException("LinkId must have 1 to 64 characters: '" + value + "'");
        }
    }

    /** The id of this normalised address. */
    public static LinkId of(Address address) {
        return new LinkId(Sha256.id(address.value()));
    }

    @Override
    public int compareTo(LinkId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
