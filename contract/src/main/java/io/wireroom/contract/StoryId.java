package io.wireroom.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names a story for as long as it exists. Lower-case hexadecimal, 32 characters. */
public record StoryId(@JsonValue String value) implements Comparable<StoryId> {

    @JsonCreator
    public StoryId {
        if (value.isBlank() || value.length() > 64) {
            throw new IllegalArgumentException("StoryId must have 1 to 64 characters: '" + value + "'");
        }
    }

    @Override
    public int compareTo(StoryId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
