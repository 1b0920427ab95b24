package io.wireroom.ingest.schedule;

import io.wireroom.contract.address.Host;
import io.wireroom.contract.work.AnswerTo;
import io.wireroom.contract.work.Link;
import io.wireroom.contract.work.Request;
import java.time.Duration;
import java.time.Instant;

/**
 * A request to be made on behalf of another site; one value of store {@code delegated}.
 *
 * @param since when it came
 * @param notBefore when it may be released at the earliest
 * @param returns how often it was handed back
 * @param crashes how often it was handed back although its execution had begun
 */
record DelegatedWork(Link.Delegated link, Instant since, Instant notBefore, int returns, int crashes) {

    static DelegatedWork of(Link.Delegated link, Instant now) {
        return new DelegatedWork(link, now, now, 0, 0);
    }

    Request request() {
        return link.request();
    }

    Host host() {
        return Host.of(link.url());
    }

    /** Who shares the host's time: the site that waits, or the requested one if none does. */
    String owner() {
        var asker = request().answerTo();
        return (asker == null ? link.site() : asker.site()).name();
    }

    /** Whether its asker has given up, or will have by the time of an answer. */
    boolean isOver(Instant now) {
        var asker = request().answerTo();
        return since.plus(asker == null ? AnswerTo.PATIENCE : asker.patience()).isBefore(now);
    }

    DelegatedWork notBefore(Instant instant) {
        return new DelegatedWork(link, since, instant, returns, crashes);
    }

    DelegatedWork returned(boolean begun, Instant now, Duration pause) {
        return new DelegatedWork(link, since, now.plus(pause), returns + 1, begun ? crashes + 1 : crashes);
    }
}
