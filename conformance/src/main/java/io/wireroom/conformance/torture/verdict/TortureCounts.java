package io.wireroom.conformance.torture.verdict;

import java.time.Duration;

/**
 * How much there was.
 *
 * @param announced articles
 * @param changed how many of them have a second edition
 * @param withdrawn how many of them end with 410
 * @param requests at the hosts
 * @param fetched pages on the raw topic
 * @param published versions on the article topic
 * @param stored versions in the store
 * @param copies articles that are copies of another one
 * @param stories with two articles or more
 * @param poisoned records of poison in dead-letter topics
 * @param longestSilence longest time without any request to a host
 */
public record TortureCounts(
        int announced,
        int changed,
        int withdrawn,
        int requests,
        int fetched,
        int published,
        int stored,
        int copies,
        int stories,
        int poisoned,
        Duration longestSilence) {}
