package io.wireroom.standalone.tricks;

/** What is unusual about an invented page, and what Wireroom has to make of it. */
public enum Trick {
    /** Nothing: the canonical address is the page's own. */
    NONE(Expected.ARTICLE),
    /** The canonical address is the section page, for every article of it. */
    CANONICAL_IS_SECTION(Expected.ARTICLE),
    CANONICAL_IS_HOME_PAGE(Expected.ARTICLE),
    CANONICAL_IS_NULL(Expected.ARTICLE),
    CANONICAL_IS_LOGIN(Expected.ARTICLE),
    CANONICAL_IS_TEMPLATE(Expected.ARTICLE),
    /** The query names the article, and the canonical address has no query. */
    CANONICAL_WITHOUT_QUERY(Expected.ARTICLE),
    CANONICAL_IN_BODY(Expected.ARTICLE),
    /** The canonical address of another article of the site; og:url and JSON-LD have the right one. */
    CANONICAL_IS_OTHER_ARTICLE(Expected.ARTICLE),
    OG_URL_IS_SECTION(Expected.ARTICLE),
    JSON_LD_IS_SECTION(Expected.ARTICLE),
    /** Announced twice, with different parameters; the canonical address has none. */
    TWO_LINKS(Expected.ARTICLE),
    /** Announced twice, with different session ids in the path. */
    SESSION_ID(Expected.ARTICLE),
    /** The announced page sends the reader on by markup. */
    META_REFRESH(Expected.ARTICLE),
    /** Two more articles below the announced one. */
    THREE_ARTICLES(Expected.ARTICLE),
    CONSENT_WALL(Expected.WALL),
    AD_BLOCK_WALL(Expected.WALL),
    QUEUE_WALL(Expected.WALL),
    REGION_WALL(Expected.WALL),
    AGE_WALL(Expected.WALL);

    public enum Expected {
        ARTICLE,
        WALL
    }

    private final Expected expected;

    Trick(Expected expected) {
        this.expected = expected;
    }

    public Expected expected() {
        return expected;
    }
}
