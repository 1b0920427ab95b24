package io.wireroom.enrich.clean.page;

import io.wireroom.text.WordStarts;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * Reads the kinds of an element from its class, id, label and component names: names are cut into words at hyphens, underscores
 * and capitals, and each word or pair of words is looked up. One per page, because it remembers the names already read;
 * not thread-safe.
 */
final class AttributeWords {

    /** Elements whose ids are made of their text, or of random letters. */
    private static final Set<String> TEXTS = Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote");

    /** Elements whose labels name their kind. */
    private static final Set<String> PARTS = Set.of("section", "aside", "form");

    private static final int MAX_LABEL = 40;

    private static final WordBits WORDS = new WordBits(words());
    private static final int MAX_CHARS = 400;

    /** What {@link #inside} looks for, in any place of a word. */
    private static final WordStarts PARTS_OF_WORDS = WordStarts.of(
            "byline by-line author autor related comment teaser card quote publish video-player videoplayer paywall");

    private final Map<String, Integer> known = new HashMap<>();

    /**
     * Bits of {@link NameKind} of an element's names.
     *
     * @param size how many attributes it has
     */
    int of(Element element, int size) {
        if (size == 0) {
            return 0;
        }
        var attributes = element.attributes();
        var names = attributes.get("class");
        var classes = bits(names);
        if (size == 1 && !names.isEmpty()) {
            return classes;
        }
        var label = PARTS.contains(element.normalName()) ? attributes.get("aria-label") : "";
        return classes
                | (label.length() > MAX_LABEL ? 0 : bits(label) & NameKind.STRONG.bits())
                | (TEXTS.contains(element.normalName()) ? 0 : bits(attributes.get("id")))
                | (size < 2 ? 0 : bits(attributes.get("data-component")) | bits(attributes.get("data-testid")));
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
                var lower = c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c < 0x80 ? c : Character.toLowerCase(c);
                word = WordBits.append(word, lower);
                pair = WordBits.append(pair, lower);
                letters++;
            }
        }
        return PARTS_OF_WORDS.mayBeIn(raw) ? bits | inside(raw.toLowerCase(Locale.ROOT)) : bits;
    }

    private static int inside(String lower) {
        var bits = 0;
        if (lower.contains("byline") || lower.contains("by-line")) {
            bits |= NameKind.HAS_BYLINE.bits();
        }
        if (lower.contains("author") || lower.contains("autor")) {
            bits |= NameKind.HAS_AUTHOR.bits();
            if (lower.contains("author-name") || lower.contains("authorname") || lower.contains("author__name")) {
                bits |= NameKind.HAS_AUTHOR_NAME.bits();
            }
        }
        if (lower.contains("related") || lower.contains("comment") || lower.contains("teaser")) {
            bits |= NameKind.HAS_OTHERS.bits();
        }
        if (lower.contains("card")) {
            bits |= NameKind.HAS_CARD.bits();
        }
        if (lower.contains("quote")) {
            bits |= NameKind.HAS_QUOTE.bits();
        }
        if (lower.contains("publish")) {
            bits |= NameKind.HAS_PUBLISH.bits();
        }
        if (lower.contains("video-player") || lower.contains("videoplayer")) {
            bits |= NameKind.PLAYER.bits();
        }
        if (lower.contains("paywall")) {
            bits |= NameKind.PAYWALL.bits();
        }
        return bits;
    }

    private static Map<String, Integer> words() {
        var all = new HashMap<String, Integer>();
        add(
                all,
                NameKind.STRONG,
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
                NameKind.SOFT,
                "byline bylines by-line by-lines author authors meta metadata post-meta entry-meta article-meta timestamp time-stamp"
                        + " published pub-date pubdate publish-date publishdate date dates category categories keywords topics"
                        + " widget widgets rating poll quiz tools print tool actions latest player thumb thumbnail skip"
                        + " top-bar topbar header hero-image kicker eyebrow label labels media-info photo image-text notice"
                        + " disclaimer listen audio app-download whatsapp telegram google-news follow more links linklist link-list"
                        + " list-links see-also seealso teaser-list shop product affiliate editors-note"
                        + " editor-note editorsnote debug");
        add(
                all,
                NameKind.STANDFIRST,
                "standfirst stand-first subtitle subtitles sub-title sub-titles subhead subheadline subheading sub-head sub-headline sub-heading"
                        + " dek deck lede lead leads intro introduction summary excerpt abstract chapo chapeau vorspann sapo"
                        + " ingress manchet bajada entradilla description strapline tagline");
        add(all, NameKind.BYLINE, "byline bylines by-line author authors author-name author-names authorname");
        add(
                all,
                NameKind.DATE,
                "date dates time timestamp published publish pubdate pub-date posted dateline byline meta datum fecha datetime info");
        add(all, NameKind.UNSEEN, "sr-only visually-hidden screen-reader screenreader-only visuallyhidden");
        add(all, NameKind.VCARD, "vcard");
        add(all, NameKind.FN, "fn");
        add(all, NameKind.UPDATED, "updated");
        add(all, NameKind.COMMENTS, "comments comment commentlist comment-list disqus respond");
        add(all, NameKind.CAPTION, "caption captions");
        add(all, NameKind.TEASER, "teaser");
        for (var first : "article story entry post content news main text page single".split(" ")) {
            for (var second : "body content text copy main inner full".split(" ")) {
                add(all, NameKind.BODY, first + '-' + second + ' ' + first + second);
            }
        }
        add(all, NameKind.BODY, "body-text bodytext body-copy bodycopy richtext rich-text wysiwyg prose");
        return all;
    }

    private static void add(Map<String, Integer> all, NameKind kind, String words) {
        for (var one : words.split(" ")) {
            all.merge(one, kind.bits(), (a, b) -> a | b);
        }
    }
}
