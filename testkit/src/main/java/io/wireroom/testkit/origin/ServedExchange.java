package io.wireroom.testkit.origin;

import java.util.Locale;

/**
 * One exchange as the origin recorded it.
 *
 * @param whole whether everything was sent; if not, the client closed the connection earlier
 * @param endedNanos when its last byte was handed to the network, or the connection was found closed
 */
public record ServedExchange(ReceivedRequest request, boolean whole, long endedNanos) {

    /** When it ended, by the same clock as {@link ReceivedRequest#atMillis()}. */
    public long endedMillis() {
        return request.atMillis() + (endedNanos - request.atNanos()) / 1_000_000;
    }

    /** Heading of {@link #csv()}. */
    public static final String CSV = "received_ms,ended_ms,host,path,whole,user_agent";

    /** One line of CSV. */
    public String csv() {
        return String.format(
                Locale.ROOT,
                "%d,%d,%s,%s,%s,%s",
                request.atMillis(),
                endedMillis(),
                LoopbackHosts.address(request.host()),
                request.path(),
                whole,
                request.userAgent() == null ? "" : request.userAgent().replace(',', ';'));
    }
}
