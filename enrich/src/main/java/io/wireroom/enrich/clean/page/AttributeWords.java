package io.wireroom.enrich.clean.page;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * What an element's class, id and component names say it is, as bits: names are cut into words at hyphens, underscores
 * and capitals, and each word or pair of words looked up. One per page, for it remembers the names already read; not
 * thread-safe.
 */
public final class AttributeWords {

    /** Boilerplate, unless most of the page's prose is inside. */
    public static final int STRONG = 1;

    /** Boilerplate if small. */
    public static final int SOFT = 1 << 1;

    /** Where articles keep their text. */
    public static final int BODY = 1 << 2;

    /** Sums the article up. */
    public static final int STANDFIRST = 1 << 3;

    /** Names who wrote it. */
    public static final int BYLINE = 1 << 4;

    /** Tells a date. */
    static final int DATE = 1 << 5;

    /** For screen readers only. */
    static final int UNSEEN = 1 << 6;

    /** Somewhere in it stands "byline" or "author". */
    static final int HAS_BYLINE = 1 << 7;

    static final int HAS_AUTHOR = 1 << 8;

    /** Somewhere in it stands what calls other articles: related, comment, teaser, card. */
    static final int HAS_OTHERS = 1 << 9;

    static final int HAS_CARD = 1 << 10;

    static final int HAS_PUBLISH = 1 << 11;

    static final int PLAYER = 1 << 12;

    static final int VCARD = 1 << 13;

    public static final int FN = 1 << 14;

    public static final int UPDATED = 1 << 15;

    public static final int HAS_AUTHOR_NAME = 1 << 16;

    public static final int CAPTION = 1 << 17;

    /** A wall before a text that readers pay for. */
    static final int PAYWALL = 1 << 18;

    /** What readers wrote. */
    public static final int COMMENTS = 1 << 19;

    /** Announces an article, this one or another. */
    public static final int TEASER = 1 << 20;

    /** Elements whose ids are made of their text, or of random letters. */
    private static final Set<String> TEXTS = Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote");

    private static final WordBits WORDS = new WordBits(words());
    private static final int MAX_CHARS = 400;

    private final Map<String, Integer> known = new HashMap<>();

    /** The bits of an element's names. */
    int of(Element element) {
        if (element.attributesSize() == 0) {
            return 0;
        }
        var attributes = element.attributes();
        return bits(attributes.get("class"))
                | (TEXTS.contains(element.normalName()) ? 0 : bits(attributes.get("id")))
                | (attributes.size() < 2
                        ? 0
                        : bits(attributes.get("data-component")) | bits(attributes.get("data-testid")));
    }

    private int bits(String name) {
        if (name.isEmpty()) {
            return 0;
        }
        var bits = known.get(name);
        if (bits == null) {
            bits = read(name.length() > MAX_CHARS ? name.substring(0, MAX_CHARS) : name);
            known.put(name, bits);
        }
        return bits;
    }

    private static int read(String raw) {
        var bits = 0;
        var word = WordBits.EMPTY;
        var pair = WordBits.EMPTY;
        var letters = 0;
        for (int i = 0; i <= raw.length(); i++) {
            var c = i < raw.length() ? raw.charAt(i) : ' ';
            var boundary = c == '-' || c == '_' || c == ':' || c == '/' || c <= ' ';
            var capital = c >= 'A' && c <= 'Z' && i > 0 && Character.isLowerCase(raw.charAt(i - 1));
            if ((boundary || capital) && letters > 0) {
                bits |= WORDS.of(word) | WORDS.of(pair);
                pair = WordBits.append(word, '-');
                word = WordBits.EMPTY;
                letters = 0;
            }
            if (c <= ' ') {
                pair = WordBits.EMPTY;
            }
            if (!boundary) {
                var lower = Character.toLowerCase(c);
                word = WordBits.append(word, lower);
                pair = WordBits.append(pair, lower);
                letters++;
            }
        }
        return bits | inside(raw.toLowerCase(Locale.ROOT));
    }

    private static int inside(String lower) {
        var bits = 0;
        if (lower.contains("byline") || lower.contains("by-line")) {
            bits |= HAS_BYLINE;
        }
        if (lower.contains("author") || lower.contains("autor")) {
            bits |= HAS_AUTHOR;
            if (lower.contains("author-name") || lower.contains("authorname") || lower.contains("author__name")) {
                bits |= HAS_AUTHOR_NAME;
            }
        }
        if (lower.contains("related") || lower.contains("comment") || lower.contains("teaser")) {
            bits |= HAS_OTHERS;
        }
        if (lower.contains("card")) {
            bits |= HAS_CARD;
        }
        if (lower.contains("publish")) {
            bits |= HAS_PUBLISH;
        }
        if (lower.contains("video-player") || lower.contains("videoplayer")) {
            bits |= PLAYER;
        }
        if (lower.contains("paywall")) {
            bits |= PAYWALL;
        }
        return bits;
    }

    private static Map<String, Integer> words() {
        var all = new HashMap<String, Integer>();
        add(
                all,
                STRONG,
                "comment comments disqus commentary respond reply share shares sharing sharebar sharedaddy social socials"
                        + " socialmedia addthis related relateds relatedposts recommend recommended recommendation recommendations"
                        + " recirc recirculation read-more readmore read-next readnext read-also readalso also-read alsoread"
                        + " more-stories more-news more-from more-on more-articles more-posts newsletter newsletters subscribe"
                        + " subscription signup sign-up optin promo promos promotion promoted sponsor sponsored advert adverts"
                        + " advertisement advertising ad ads adslot advertorial adsense adbox banner banners cookie cookies consent"
                        + " gdpr popup modal lightbox overlay breadcrumb breadcrumbs crumbs nav navigation navbar menu sidebar"
                        + " side-bar rail footer masthead outbrain taboola zergnet trending popular most-read most-viewed"
                        + " most-popular mostread mostviewed mostpopular pagination paginator pager toolbar donate donation"
                        + " donations support-us support contribute contribution membership paywall author-bio author-box"
                        + " author-info author-card author-profile author-about author-description authorbio authorbox about-author"
                        + " about-authors about-the bio biography tags tag-list taglist teaser teasers twitter-tweet"
                        + " photogallery instagram-media infobox info-box factbox fact-box login register caption-text caption captions credit credits copyright mol-video"
                        + " video-player videoplayer jwplayer gallery-caption gallery-thumbs slider carousel toc table-of"
                        + " access-wall registration-wall reg-wall regwall subscribe-wall subscription-wall"
                        + " cta webinar author-posts");
        add(
                all,
                SOFT,
                "byline bylines by-line by-lines author authors meta metadata post-meta entry-meta article-meta timestamp time-stamp"
                        + " published pub-date pubdate publish-date publishdate date dates category categories keywords topics"
                        + " widget widgets rating poll quiz tools print tool actions latest player thumb thumbnail skip"
                        + " top-bar topbar header hero-image kicker eyebrow label labels media-info photo image-text notice"
                        + " disclaimer listen audio app-download whatsapp telegram google-news follow more links linklist link-list"
                        + " list-links see-also seealso teaser-list shop product affiliate editors-note"
                        + " editor-note editorsnote debug");
        add(
                all,
                STANDFIRST,
                "standfirst stand-first subtitle subtitles sub-title sub-titles subhead subheadline subheading sub-head sub-headline sub-heading"
                        + " dek deck lede lead leads intro introduction summary excerpt abstract chapo chapeau vorspann sapo"
                        + " ingress manchet bajada entradilla description strapline tagline");
        add(all, BYLINE, "byline bylines by-line author authors author-name author-names authorname");
        add(
                all,
                DATE,
                "date dates time timestamp published publish pubdate pub-date posted dateline byline meta datum fecha datetime info");
        add(all, UNSEEN, "sr-only visually-hidden screen-reader screenreader-only visuallyhidden");
        add(all, VCARD, "vcard");
        add(all, FN, "fn");
        add(all, UPDATED, "updated");
        add(all, COMMENTS, "comments comment commentlist comment-list disqus respond");
        add(all, CAPTION, "caption captions");
        add(all, TEASER, "teaser");
        for (var first : "article story entry post content news main text page single".split(" ")) {
            for (var second : "body content text copy main inner full".split(" ")) {
                add(all, BODY, first + '-' + second + ' ' + first + second);
            }
        }
        add(all, BODY, "body-text bodytext body-copy bodycopy richtext rich-text wysiwyg prose");
        return all;
    }

    private static void add(Map<String, Integer> all, int bit, String words) {
        for (var one : words.split(" ")) {
            all.merge(one, bit, (a, b) -> a | b);
        }
    }
}
