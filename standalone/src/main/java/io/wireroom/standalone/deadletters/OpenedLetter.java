package io.wireroom.standalone.deadletters;

import java.util.List;

/**
 * A dead letter with its content.
 *
 * @param headers in their order, values as UTF-8 text
 * @param value the original bytes; shared, must not be changed; empty if there were none
 */
@SuppressWarnings("ArrayRecordComponent") // up to megabytes, shown once, never compared
public record OpenedLetter(Letter letter, List<Header> headers, byte[] value) {

    public OpenedLetter {
        headers = List.copyOf(headers);
    }

    /** One header. */
    public record Header(String name, String value) {}
}
