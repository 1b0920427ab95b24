package io.wireroom.enrich;

import java.time.Instant;

/**
 * What is remembered of an article to tell its next version: hashes and instants, never texts.
 *
 * @param version newest that was published
 * @param contentHash of that version
 * @param textHash of that version's words
 * @param observedAt fetch instant of the newest page that was compared
 * @param firstSeenAt when the article was discovered first
 */
record VersionState(int version, String contentHash, String textHash, Instant observedAt, Instant firstSeenAt) {}
