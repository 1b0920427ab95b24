package io.wireroom.enrich.clean.page;

/**
 * One or several kinds of names that elements have in their class, id and component attributes.
 *
 * @param bits one for each kind
 */
public record NameKind(int bits) {

    /** Boilerplate, unless most of the page's prose is inside. */
    public static final NameKind STRONG = new NameKind(1);

    /** Boilerplate if small. */
    public static final NameKind SOFT = new NameKind(1 << 1);

    /** Where articles keep their text. */
    public static final NameKind BODY = new NameKind(1 << 2);

    /** Sums the article up. */
    public static final NameKind STANDFIRST = new NameKind(1 << 3);

    /** Names who wrote it. */
    public static final NameKind BYLINE = new NameKind(1 << 4);

    /** Names a date. */
    static final NameKind DATE = new NameKind(1 << 5);

    /** For screen readers only. */
    static final NameKind UNSEEN = new NameKind(1 << 6);

    /** Contains "byline"; contains "author". */
    static final NameKind HAS_BYLINE = new NameKind(1 << 7);

    static final NameKind HAS_AUTHOR = new NameKind(1 << 8);

    /** Contains a word for other articles: related, comment, teaser; contains "card". */
    static final NameKind HAS_OTHERS = new NameKind(1 << 9);

    static final NameKind HAS_CARD = new NameKind(1 << 10);

    static final NameKind HAS_PUBLISH = new NameKind(1 << 11);

    static final NameKind PLAYER = new NameKind(1 << 12);

    static final NameKind VCARD = new NameKind(1 << 13);

    public static final NameKind FN = new NameKind(1 << 14);

    public static final NameKind UPDATED = new NameKind(1 << 15);

    public static final NameKind HAS_AUTHOR_NAME = new NameKind(1 << 16);

    public static final NameKind CAPTION = new NameKind(1 << 17);

    /** A paywall. */
    public static final NameKind PAYWALL = new NameKind(1 << 18);

    /** Comments of readers. */
    public static final NameKind COMMENTS = new NameKind(1 << 19);

    /** Announces an article, this one or another. */
    public static final NameKind TEASER = new NameKind(1 << 20);

    /** Contains "quote". */
    public static final NameKind HAS_QUOTE = new NameKind(1 << 21);

    /** These kinds and others. */
    public NameKind or(NameKind others) {
        return new NameKind(bits | others.bits);
    }
}
