package io.wireroom.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.address.Sha256;

/** Names what an operator asked to watch. Lower-case hexadecimal, 32 characters (the first 16 bytes of a SHA-256), or a name of the operator's own. */
public record SourceId(@JsonValue String value) implements Comparable<SourceId> {

    @JsonCreator
    public SourceId {
        if (value.isBlank() || value.length() > 64) {
            throw new IllegalArgumentException("SourceId must have 1 to 64 characters: '" + value + "'");
        }
    }

    /** The id of the source at this normalised address. */
    public static SourceId of(Address address) {
        return new SourceId(Sha256.id(address.value()));
    }

    @Override
    public int compareTo(SourceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
