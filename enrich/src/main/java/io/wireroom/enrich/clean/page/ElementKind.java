package io.wireroom.enrich.clean.page;

/**
 * One or several kinds of elements, by tag, attributes and names.
 *
 * @param bits one for each kind
 */
public record ElementKind(int bits) {

    public static final ElementKind ARTICLE = new ElementKind(1);
    public static final ElementKind MAIN = new ElementKind(1 << 1);
    public static final ElementKind ASIDE = new ElementKind(1 << 2);
    public static final ElementKind NAV = new ElementKind(1 << 3);
    public static final ElementKind FOOTER = new ElementKind(1 << 4);
    public static final ElementKind FIGURE = new ElementKind(1 << 5);
    public static final ElementKind ITEM = new ElementKind(1 << 6);
    public static final ElementKind HIDDEN = new ElementKind(1 << 7);
    public static final ElementKind PARAGRAPH = new ElementKind(1 << 8);
    public static final ElementKind HEADING1 = new ElementKind(1 << 9);
    public static final ElementKind FACTS = new ElementKind(1 << 10);
    public static final ElementKind AUTHOR_PROPERTY = new ElementKind(1 << 11);
    public static final ElementKind NAME_PROPERTY = new ElementKind(1 << 12);
    public static final ElementKind NAMED_BYLINE = new ElementKind(1 << 13);
    public static final ElementKind NAMED_AUTHOR = new ElementKind(1 << 14);
    public static final ElementKind NAMED_OTHERS = new ElementKind(1 << 15);
    public static final ElementKind NAMED_CARD = new ElementKind(1 << 16);
    public static final ElementKind NAMED_PUBLISH = new ElementKind(1 << 17);
    public static final ElementKind VCARD = new ElementKind(1 << 18);
    public static final ElementKind ADDRESS = new ElementKind(1 << 19);
    public static final ElementKind BODY_PROPERTY = new ElementKind(1 << 20);
    static final ElementKind DATA_TABLE = new ElementKind(1 << 21);
    public static final ElementKind HALF_HIDDEN = new ElementKind(1 << 22);
    public static final ElementKind INVISIBLE = new ElementKind(1 << 23);
    static final ElementKind HEADER = new ElementKind(1 << 24);
    public static final ElementKind PICTURE = new ElementKind(1 << 25);
    public static final ElementKind TIME = new ElementKind(1 << 26);

    /** The article or the main part of the page. */
    public static final ElementKind ARTICLE_OR_MAIN = ARTICLE.or(MAIN);

    /** These kinds and others. */
    public ElementKind or(ElementKind others) {
        return new ElementKind(bits | others.bits);
    }
}
