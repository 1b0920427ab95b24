package io.wireroom.standalone.deadletters;

import java.util.Comparator;

/**
 * The place of a dead letter. Shown as {@code topic:partition:offset}.
 *
 * @param topic a dead-letter topic, with its prefix
 */
public record Coordinates(String topic, int partition, long offset) implements Comparable<Coordinates> {

    private static final Comparator<Coordinates> ORDER = Comparator.comparing(Coordinates::topic)
            .thenComparingInt(Coordinates::partition)
            .thenComparingLong(Coordinates::offset);

    public Coordinates {
        if (partition < 0 || offset < 0) {
            throw new IllegalArgumentException("no place in a topic: " + topic + ':' + partition + ':' + offset);
        }
    }

    @Override
    public int compareTo(Coordinates other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return topic + ':' + partition + ':' + offset;
    }
}
