package io.wireroom.enrich.clean.page;

import java.time.Duration;

/**
 * Limits of one page.
 *
 * @param maxDepth of nested elements; 512 is what browsers build
 * @param maxNodes of the parsed page
 * @param budget of CPU time for one page
 */
public record PageLimits(int maxDepth, int maxNodes, Duration budget) {

    /** What the stage runs with: 512 deep, 200,000 nodes, 2 seconds. */
    public static final PageLimits DEFAULT = new PageLimits(512, 200_000, Duration.ofSeconds(2));
}
