package io.wireroom.contract;

import io.wireroom.contract.json.WireNamed;

/** Why a page was classified as no article. */
public enum RejectReason implements WireNamed {
    /** Nothing that reads as an article's text. */
    NO_TEXT,
    /** Text, but nothing that could be its title. */
    NO_TITLE,
    /** Text, but too little to be an article, and no feed entry that vouches for it. */
    TOO_SHORT,
    /** A home, section or tag page: mostly links to other articles. */
    INDEX_PAGE,
    /** A player and next to no text. */
    VIDEO_ONLY,
    /** A log-in, consent or bot wall. */
    WALL,
    /** An error page served as a success. */
    ERROR_PAGE,
    /** A page that shows nothing without a browser. */
    EMPTY_SHELL,
    /** Not HTML. */
    NOT_HTML,
    /** Deeper, larger or slower than the limits of one page. */
    TOO_COMPLEX,
    /** A reason that this version does not know. */
    OTHER
}
