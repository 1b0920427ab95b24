package io.wireroom.enrich.clean.body;

/**
 * What the learned model of lines knows of a line, as numbers in 0..255: lengths on a logarithmic scale, shares in
 * 255ths, facts as 0 or 1. The order is part of the model's file.
 */
public enum LineFeature {
    /** 1 for a line; 0 before the first and after the last. */
    PRESENT("is a line"),
    KIND("kind of block"),
    TAG("tag of the element"),
    WEIGHT("length"),
    WORDS("number of words"),
    WORD_LENGTH("length of its words"),
    LINK_SHARE("share of links"),
    LINK_CHARS("length of links"),
    ENDS_SENTENCE("ends as a sentence"),
    EMPHASISED("bold"),
    UPPER("share of capitals"),
    DIGITS("share of digits"),
    PUNCTUATION("share of punctuation"),
    STOPS("number of commas and stops"),
    FIRST("first character"),
    LAST("last character"),
    PLACE("place on the page"),
    TEXT_BEFORE("share of the page's text before it"),
    GAP("lines left out before it"),
    VERDICT("verdict of the rules"),
    KEPT("kept by the rules"),
    KEPT_BEFORE("lines kept before it"),
    KEPT_AFTER("lines kept after it"),
    SINCE_KEPT("lines since the last one kept"),
    UNTIL_KEPT("lines until the next one kept"),
    KEPT_NEAR("neighbours kept by the rules"),
    SINCE_PROSE("lines since running text"),
    UNTIL_PROSE("lines until running text"),
    DEPTH("depth"),
    CONTAINER_STEPS("steps up to the article's element"),
    COMMON_STEPS("steps up to what it shares with the article's element"),
    OWNER_LINES("lines in its element"),
    OWNER_CHARS("text in its element"),
    PARENT_LINES("lines in the element around"),
    PARENT_CHARS("text in the element around"),
    PARENT_LINKS("links in the element around"),
    PARENT_PROSE("running text in the element around"),
    PARENT_KEPT("share kept of the element around"),
    GRAND_LINES("lines two elements up"),
    GRAND_CHARS("text two elements up"),
    GRAND_LINKS("links two elements up"),
    GRAND_PROSE("running text two elements up"),
    GRAND_KEPT("share kept two elements up"),
    GROUP_LINES("lines with the same markup"),
    GROUP_KEPT("share kept of the lines with the same markup"),
    GROUP_WEIGHT("length of the lines with the same markup"),
    GROUP_LINKS("links in the lines with the same markup"),
    GROUP_ENDS("sentences among the lines with the same markup"),
    SAME_GROUP("same markup as the line before"),
    SAME_PARENT("same element around as the line before"),
    NEAR_BOILERPLATE("class or id near: boilerplate"),
    NEAR_SMALL("class or id near: boilerplate if small"),
    NEAR_BODY("class or id near: article body"),
    NEAR_STANDFIRST("class or id near: standfirst"),
    NEAR_BYLINE("class or id near: byline or date"),
    NEAR_CAPTION("class or id near: caption"),
    NEAR_TEASER("class or id near: teaser"),
    FAR_BOILERPLATE("class or id above: boilerplate"),
    FAR_SMALL("class or id above: boilerplate if small"),
    FAR_BODY("class or id above: article body"),
    FAR_COMMENTS("class or id above: comments"),
    IN_ARTICLE("in article"),
    IN_MAIN("in main"),
    IN_ASIDE("in aside"),
    IN_NAV("in nav or footer"),
    IN_FIGURE("in figure"),
    IN_ITEM("in a list"),
    IN_OTHERS("in a part named for others"),
    IN_BODY_PROPERTY("in articleBody"),
    IN_FACTS("in a quote or table"),
    HALF_HIDDEN("folded"),
    HOLDS_PICTURE("with a picture"),
    WORD_VOTES("words of class and id"),
    TITLE_SHARE("words of the title"),
    TITLE_COVER("share of the title"),
    DESCRIPTION_SHARE("words of the description"),
    STATED_SHARE("runs of the stated text"),
    ANNOUNCED_SHARE("runs of the announced text"),
    REPEATS("text seen before"),
    PAGE_LINES("lines of the page"),
    PAGE_TEXT("text of the page"),
    BODY_TEXT("text kept by the rules"),
    BODY_LINKS("links in what the rules keep"),
    BODY_SHARE("share of running text kept by the rules"),
    TRUST("name of the article's element"),
    STATED_KNOWN("page states its text"),
    UNSPACED("script without spaces");

    private final String words;

    LineFeature(String words) {
        this.words = words;
    }

    /** For human readers. */
    public String words() {
        return words;
    }
}
