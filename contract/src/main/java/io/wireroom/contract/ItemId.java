package io.wireroom.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.wireroom.contract.address.Sha256;
import java.time.Duration;
import java.time.Instant;

/** Names one announcement of a link, or one revisit of it. Lower-case hexadecimal, 32 characters (the first 16 bytes of a SHA-256). */
public record ItemId(@JsonValue String value) implements Comparable<ItemId> {

    /**
     * Shorter than the 90 days for which a link is known after its last announcement: one that was forgotten and is
     * announced anew gets another id, so that no item ends twice.
     */
    private static final Duration SPAN = Duration.ofDays(64);

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

    /** The same for an announcement at this time: stays for some weeks, and is another after the link was forgotten. */
    public static ItemId ofAnnouncement(SourceId source, LinkId link, Instant discoveredAt) {
        var span = Math.floorDiv(discoveredAt.getEpochSecond(), SPAN.toSeconds());
        return new ItemId(Sha256.id(source.value() + ' ' + link.value() + " since " + span));
    }

    /**
     * The item of a revisit of a link that was first announced by this item; {@code revisit} counts from 1.
     *
     * @param link that is revisited: after a redirect not the announced one, and each counts its own revisits
     */
    public static ItemId ofRevisit(ItemId announced, LinkId link, int revisit) {
        return new ItemId(Sha256.id(announced.value() + ' ' + link.value() + ' ' + revisit));
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
