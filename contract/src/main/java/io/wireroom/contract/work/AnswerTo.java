package io.wireroom.contract.work;

import io.wireroom.contract.address.Site;

/**
 * Who else waits for an answer: a feed or robots.txt that redirects to another host is requested there on behalf of the
 * asker, and the asker gets a copy of the {@link Fetched}.
 *
 * @param site of the waiting asker
 * @param requestId of the request that the asker made
 */
public record AnswerTo(Site site, RequestId requestId) {}
