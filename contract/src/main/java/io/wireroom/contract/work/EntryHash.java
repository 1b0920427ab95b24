package io.wireroom.contract.work;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HexFormat;
import java.util.List;

/**
 * An 8-byte hash as it travels: 16 hexadecimal digits in lower case. As a JSON number it would lose its last digits in
 * clients that read numbers as doubles.
 */
record EntryHash(@JsonValue String hex) {

    private static final int DIGITS = 16;

    @JsonCreator
    EntryHash {
        if (hex.length() != DIGITS) {
            throw new IllegalArgumentException("a hash has 16 hexadecimal digits: '" + hex + "'");
        }
        HexFormat.fromHexDigitsToLong(hex);
    }

    static EntryHash of(long bits) {
        return new EntryHash(HexFormat.of().toHexDigits(bits));
    }

    static List<EntryHash> all(List<Long> hashes) {
        return hashes.stream().map(EntryHash::of).toList();
    }

    static List<Long> bits(List<EntryHash> hashes) {
        return hashes.stream().map(EntryHash::bits).toList();
    }

    long bits() {
        return HexFormat.fromHexDigitsToLong(hex);
    }
}
