package io.wireroom.contract;

import io.wireroom.contract.json.WireNamed;

/** Why a request failed. {@link #transientFailure()} ones are retried a few times. */
public enum FetchReason implements WireNamed {
    /** 404. */
    NOT_FOUND(false),
    /** 410. */
    GONE(false),
    /** 401, 402, 403 or 407. */
    FORBIDDEN(false),
    /** 451 (RFC 7725). */
    LEGAL(false),
    /** Any other 4xx. */
    CLIENT_ERROR(false),
    /** 5xx other than 503. */
    SERVER_ERROR(true),
    /** 429 or 503: try again later. */
    OVERLOADED(true),
    /** An answer that is no answer: another status, a broken header, a cut body. */
    BAD_ANSWER(true),
    /** The name does not resolve. */
    UNKNOWN_HOST(true),
    /** No connection, or it was reset. */
    UNREACHABLE(true),
    /** Slower than the connect, first-byte or whole limit. */
    TIMEOUT(true),
    /** TLS refused or not trusted. */
    TLS(true),
    /** Resolves to a private, loopback or otherwise special address that is not allowed. */
    FORBIDDEN_ADDRESS(false),
    /** Not an http or https address. */
    BAD_ADDRESS(false),
    /** Over the body cap, after decoding. */
    TOO_LARGE(false),
    /** Parsing it takes more CPU time than one answer is given. */
    TOO_COMPLEX(false),
    /** Not a content type that this kind of request accepts. */
    WRONG_TYPE(false),
    /** A feed that cannot be read even after repairs. */
    NOT_A_FEED(false),
    /** More than five redirects, or a loop. */
    REDIRECTS(false),
    /** robots.txt forbids it (RFC 9309). */
    ROBOTS(false),
    /** More than the polite backlog of its site holds. */
    BACKLOG(false),
    /** Announced for the first time, but dated so long ago that it may have been known before. */
    TOO_OLD(false),
    /** Begun and never finished, each time its fetcher went away, as often as a page is attempted. */
    CRASH(false),
    /** The operator's rules for hosts forbid it. */
    EXCLUDED(false),
    /** The request record itself could not be read. */
    POISON(false),
    /** A source's redirect target did not answer in time. */
    NO_ANSWER(true),
    /** A reason that this version does not know. */
    OTHER(true);

    private final boolean transientFailure;

    FetchReason(boolean transientFailure) {
        this.transientFailure = transientFailure;
    }

    /** Whether the same request may succeed later. */
    public boolean transientFailure() {
        return transientFailure;
    }

    /** Whether the server answered that there is no page any more: 404 or 410. */
    public boolean isAway() {
        return this == NOT_FOUND || this == GONE;
    }

    /** Whether no answer came at all: the host fails, rather than the resource. */
    public boolean isSilence() {
        return this == UNKNOWN_HOST || this == UNREACHABLE || this == TIMEOUT || this == TLS;
    }

    /** Whether the request was not processed: the fault is on our side. */
    public boolean isOurs() {
        return this == CRASH || this == POISON;
    }
}
