package io.wireroom.ingest.schedule;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.Source;
import io.wireroom.contract.work.Request;
import io.wireroom.contract.work.RequestId;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Work that waits for its turn at a host: a poll, a page or a delegated request. */
interface HostWork {

    URI url();

    Source.Kind kind();

    /** The request for this work, which is then out. */
    Request release(RequestId id);

    /** The work waits until then; no attempt is spent. */
    void putOff(Instant until);

    /** robots.txt or the operator forbids the request. */
    void forbidden(FetchReason reason, @Nullable String why, Instant now);

    /**
     * robots.txt could not be read several times: nothing may be fetched (RFC 9309, section 2.3.1.4).
     *
     * @param nextRead when it is requested again
     */
    void robotsUnreadable(Instant nextRead, Instant now);
}
