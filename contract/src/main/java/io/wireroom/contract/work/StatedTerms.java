package io.wireroom.contract.work;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a site states outside of a page about the use of the page: in header fields of the answer and in robots.txt.
 *
 * @param robots values of the header field X-Robots-Tag, as served; null if there is none
 * @param tdmReservation value of the header field of that name (TDMRep), as served; null if there is none
 * @param tdmPolicy value of the header field of that name (TDMRep), as served; null if there is none
 * @param refusedAgents agents that gather texts for models and that robots.txt refuses the page by their names; null if
 *     there are none
 */
public record StatedTerms(
        @Nullable List<String> robots,
        @Nullable String tdmReservation,
        @Nullable String tdmPolicy,
        @Nullable List<String> refusedAgents) {

    /** Nothing stated. */
    public static final StatedTerms NONE = new StatedTerms(null, null, null, null);

    public StatedTerms {
        robots = robots == null || robots.isEmpty() ? null : List.copyOf(robots);
        refusedAgents = refusedAgents == null || refusedAgents.isEmpty() ? null : List.copyOf(refusedAgents);
    }

    /** The same with these agents refused; null if nothing at all is stated. */
    public @Nullable StatedTerms refusing(@Nullable List<String> agents) {
        var all = new StatedTerms(robots, tdmReservation, tdmPolicy, agents);
        return all.equals(NONE) ? null : all;
    }
}
