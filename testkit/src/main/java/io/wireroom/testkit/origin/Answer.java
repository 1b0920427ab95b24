package io.wireroom.testkit.origin;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * An answer of the origin.
 *
 * @param head status line and headers, with the empty line
 * @param body shared; must not be changed
 * @param after how long the origin waits before its first byte
 */
@SuppressWarnings("ArrayRecordComponent") // sent once, never compared
public record Answer(byte[] head, byte[] body, Duration after) {

    private static final byte[] NOTHING = {};

    /**
     * An answer.
     *
     * @param headers lines without their ends
     */
    public static Answer of(int status, byte[] body, Duration after, String... headers) {
        var head = new StringBuilder("HTTP/1.1 ").append(status).append(" -\r\n");
        for (var header : headers) {
            head.append(header).append("\r\n");
        }
        if (status != 304) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        return new Answer(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1), body, after);
    }

    /** An answer without a body. */
    public static Answer empty(int status, Duration after, String... headers) {
        return of(status, NOTHING, after, headers);
    }
}
