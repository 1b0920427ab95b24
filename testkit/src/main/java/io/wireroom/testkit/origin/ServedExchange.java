package io.wireroom.testkit.origin;

import java.util.Locale;

/**
 * One exchange as the origin saw it.
 *
 * @param whole whether all was sent; else the client had gone before
 * @param endedNanos when its last byte was handed to the network, or the connection was found closed
 */
public record ServedExchange(ReceivedRequest ask, boolean whole, long endedNanos) {

    /** When it ended, by the same clock as {@link ReceivedRequest#atMillis()}. */
    public long endedMillis() {
        return ask.atMillis() + (endedNanos - ask.atNanos()) / 1_000_000;
    }

    /** Heading of {@link #csv()}. */
    public static final String CSV = "received_ms,ended_ms,host,path,whole,user_agent";

    /** One line of CSV. */
    public String csv() {
        return String.format(
                Locale.ROOT,
                "%d,%d,%s,%s,%s,%s",
                ask.atMillis(),
                endedMillis(),
                LoopbackHosts.address(ask.host()),
                ask.path(),
                whole,
                ask.userAgent() == null ? "" : ask.userAgent().replace(',', ';'));
    }
}
