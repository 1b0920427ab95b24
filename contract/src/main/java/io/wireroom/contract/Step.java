package io.wireroom.contract;

import io.wireroom.contract.json.WireNamed;

/** The steps of the flow, in its order; each writes one outcome for an item and attempt. */
public enum Step implements WireNamed {
    /** The scheduler: attempt 0 is how the item came to be, attempt n its n-th release. */
    SCHEDULE,
    /** The fetcher. */
    FETCH,
    /** Extraction, language and version. */
    CLEAN,
    /** The sink. */
    STORE,
    /** A step that this version does not know. */
    OTHER
}
