package io.wireroom.contract.work;

/**
 * Who else waits for an answer: a feed or robots.txt that redirects to another host is asked for there on behalf of the
 * asker, and the asker gets a copy of the {@link Fetched}.
 *
 * @param site the waiting asker's site
 * @param requestId the request that the asker made
 */
public record AnswerTo(String site, String requestId) {}
