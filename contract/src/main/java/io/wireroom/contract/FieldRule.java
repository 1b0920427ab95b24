package io.wireroom.contract;

import io.wireroom.contract.json.WireNamed;

/** The rule that gave a field of an article: the place where it was found. */
public enum FieldRule implements WireNamed {
    /** The feed entry. */
    FEED,
    /** A selector of the operators' rule for the site. */
    SITE_RULE,
    /** Embedded JSON-LD. */
    JSON_LD,
    /** A meta element. */
    META,
    /** An Open Graph meta element. */
    OG,
    /** A Twitter card meta element. */
    TWITTER,
    /** Microdata attributes. */
    MICRODATA,
    /** The first heading. */
    H1,
    /** The title element. */
    TITLE,
    /** A link of the relation {@code author}. */
    REL_AUTHOR,
    /** A link inside a byline. */
    BYLINE_LINK,
    /** The printed byline. */
    BYLINE,
    /** A name beside the date below the headline. */
    BESIDE_DATE,
    /** A link to an author's page. */
    AUTHOR_LINK,
    /** Printed on the page. */
    PRINTED,
    /** A {@code time} element. */
    TIME,
    /** The page's address. */
    URL,
    /** A date in the visible text. */
    VISIBLE_TEXT,
    /** A link of the relation {@code canonical}. */
    LINK_CANONICAL,
    /** The address that answered. */
    FINAL_URL,
    /** The {@code lang} attribute of the page. */
    HTML_LANG,
    /** The {@code xml:lang} attribute of the page. */
    XML_LANG,
    /** The breadcrumb list. */
    BREADCRUMB,
    /** A figure inside the article. */
    FIGURE,
    /** A link of the relation {@code license}. */
    LICENSE_LINK,
    /** Both meta elements and a link of the relation {@code license}. */
    META_AND_LICENSE_LINK,
    /** A header field of the answer. */
    HEADER,
    /** The robots.txt of the host. */
    ROBOTS_TXT,
    /** Several places, each with a part of the field. */
    SEVERAL,
    /** A paywall notice directly after the text. */
    WALL_BEHIND_TEXT,
    /** A paragraph between title and text that sums the article up. */
    STANDFIRST,
    /** The extractor: the element with the most votes of its lines. */
    VOTES,
    /** A byte order mark. */
    BOM,
    /** The Content-Type header. */
    CONTENT_TYPE,
    /** Bytes that are valid UTF-8. */
    UTF_8,
    /** UTF-8 that was encoded twice. */
    UTF_8_TWICE,
    /** A guess from the bytes. */
    DETECTOR,
    /** The fallback encoding of the web. */
    WINDOWS_1252,
    /** A rule that this version does not know. */
    OTHER;

    @Override
    public String wireName() {
        return this == META_AND_LICENSE_LINK ? "meta, license-link" : WireNamed.super.wireName();
    }
}
