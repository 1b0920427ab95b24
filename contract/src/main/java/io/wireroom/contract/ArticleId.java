package io.wireroom.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.address.Sha256;

/** Names an article through all its versions. Lower-case hexadecimal, 32 characters (the first 16 bytes of a SHA-256). */
public record ArticleId(@JsonValue String value) implements Comparable<ArticleId> {

    @JsonCreator
    public ArticleId {
        if (value.isBlank() || value.length() > 64) {
            throw new IllegalArgumentException("ArticleId must have 1 to 64 characters: '" + value + "'");
        }
    }

    /** The id of the article whose believable canonical (else final) address this is. */
    public static ArticleId of(Address address) {
        return new ArticleId(Sha256.id(address.value()));
    }

    @Override
    public int compareTo(ArticleId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
