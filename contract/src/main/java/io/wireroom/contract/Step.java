package io.wireroom.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The steps of the flow, in its order; each writes one outcome for an item and attempt. */
public enum Step {
    /** The scheduler: attempt 0 is how the item came to be, attempt n its n-th release. */
    SCHEDULE,
    /** The fetcher. */
    FETCH,
    /** Extraction, language and version. */
    CLEAN,
    /** The sink. */
    STORE;

    /** The name on the wire: lower case. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
