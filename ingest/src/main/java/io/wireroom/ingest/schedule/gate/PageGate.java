package io.wireroom.ingest.schedule.gate;

/** Decides whether pages may flow into a partition of the raw topic: back-pressure. Thread-safe. */
@FunctionalInterface
public interface PageGate {

    /** Always open. */
    PageGate OPEN = partition -> true;

    /** Whether page requests of this partition may be released now. */
    boolean open(int partition);
}
