package io.wireroom.runtime;

/**
 * The description of a metric in docs/metrics.md. Names are lower case with dots, after the stage; the unit is the base
 * unit and never part of the name; tags are closed sets.
 *
 * @param name such as {@code wireroom.sink.rows}
 * @param unit such as {@code seconds} or {@code records}
 * @param help what it counts
 * @param worry when to act
 * @param tags names of its tags, comma-separated; empty for none
 */
public record Metric(String name, Type type, String unit, String tags, String help, String worry) {

    /** The kind of metric. */
    public enum Type {
        COUNTER,
        GAUGE,
        TIMER
    }
}
