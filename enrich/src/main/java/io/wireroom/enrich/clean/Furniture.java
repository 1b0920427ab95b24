package io.wireroom.enrich.clean;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * Tells the parts of a page that are not its article: by tag, by role, and by the words that their class and id are made
 * of. No part that holds most of the page's prose is furniture, whatever it is called.
 */
final class Furniture {

    /** Elements whose content no reader sees as text; hidden parts called {@code S:n} are streamed in by React and shown later. */
    static final String INVISIBLE =
            "script, style, noscript, template, svg, canvas, iframe, object, embed, audio, video, "
                    + "input, select, textarea, button, math, head, dialog, [hidden]:not([id^=S:]), [aria-hidden=true]:not(:has(p)), "
                    + "[style~=(?i)display\\s*:\\s*none]:not(:has(p)), .sr-only, .visually-hidden, .screen-reader-text, "
                    + ".visuallyhidden, .screenreader-only, .u-visually-hidden";

    private static final Set<String> TAGS = Set.of("aside", "menu", "figcaption", "dialog", "form");
    private static final Set<String> ROLES = Set.of(
            "navigation",
            "banner",
            "contentinfo",
            "complementary",
            "search",
            "dialog",
            "alertdialog",
            "menu",
            "menubar",
            "tablist",
            "toolbar");
    private static final Pattern STRONG = words(
            "comments?|disqus|commentary|respond|reply|share|shares|sharing|sharebar|sharedaddy|social|socials|socialmedia|addthis|"
                    + "related|relateds|relatedposts|recommend|recommended|recommendations?|recirc|recirculation|"
                    + "read-?more|readmore|read-?next|read-?also|also-?read|more-?(?:stories|news|from|on|articles|posts)|"
                    + "newsletters?|subscribe|subscription|signup|sign-up|optin|promo|promos|promotion|promoted|"
                    + "sponsor|sponsored|advert|adverts|advertisement|advertising|ad|ads|adslot|advertorial|adsense|adbox|"
                    + "banner|banners|cookie|cookies|consent|gdpr|popup|modal|lightbox|overlay|breadcrumbs?|crumbs|"
                    + "nav|navigation|navbar|menu|sidebar|side-?bar|rail|footer|masthead|"
                    + "outbrain|taboola|zergnet|trending|popular|most-?(?:read|viewed|popular)|mostread|"
                    + "paginat(?:ion|or)|pager|toolbar|donate|donation|donations|support-?us|support|contribute|contribution|membership|paywall|"
                    + "author-?(?:bio|box|info|card|profile|about|description)|about-?(?:the-)?authors?|bio|biography|"
                    + "tags|tag-?list|taglist|teasers?|twitter-tweet|instagram-media|"
                    + "login|register|wp-caption-text|caption|captions|credit|credits|copyright|"
                    + "mol-video|video-?player|jwplayer|gallery-?(?:caption|thumbs)|slider|carousel|toc|table-of-contents");
    private static final Pattern SOFT = words(
            "by-?lines?|author|authors|meta|metadata|post-?meta|entry-?meta|article-?meta|timestamp|time-?stamp|date-?line-?time|"
                    + "published|pub-?date|publish-?date|date|dates|category|categories|keywords|topics|"
                    + "widget|widgets|rating|poll|quiz|tools|print|tool|actions|latest|player|thumb|thumbnail|"
                    + "skip|top-?bar|header|hero-?image|kicker|eyebrow|label|labels|media-?info|photo|image-?text|"
                    + "infobox|notice|disclaimer|listen|audio|app-?download|whatsapp|telegram|google-?news|follow|"
                    + "more|links|linklist|link-?list|list-?links|see-?also|teaser-?list|shop|product|affiliate|inset-?box");
    private static final double STRONG_SHARE = 0.4;
    private static final double SOFT_SHARE = 0.12;

    private final Map<Element, Integer> prose;
    private final int allProse;
    private final Map<Element, Boolean> known = new IdentityHashMap<>();

    /** Knows how much prose each element holds. */
    Furniture(Element body, List<PageLine> lines) {
        prose = new IdentityHashMap<>();
        for (var line : lines) {
            if (line.isProse()) {
                for (Element up = line.owner(); up != null; up = up.parent()) {
                    prose.merge(up, line.weight(), Integer::sum);
                }
            }
        }
        allProse = prose.getOrDefault(body, 0);
    }

    /** Whether this line stands in furniture. */
    boolean holds(PageLine line) {
        for (Element up = line.owner(); up != null; up = up.parent()) {
            if (known.computeIfAbsent(up, this::judge)) {
                return true;
            }
        }
        return false;
    }

    private boolean judge(Element element) {
        var name = element.normalName();
        if (name.equals("body") || name.equals("html") || name.equals("main")) {
            return false;
        }
        if (name.equals("nav") || name.equals("footer")) {
            return element.select("h1, article, main").isEmpty();
        }
        var share = allProse == 0 ? 0 : (double) prose.getOrDefault(element, 0) / allProse;
        if (share > STRONG_SHARE) {
            return false;
        }
        if (name.equals("figure")) {
            return element.select("table, blockquote, pre").isEmpty();
        }
        if (TAGS.contains(name) || ROLES.contains(element.attr("role").toLowerCase(Locale.ROOT))) {
            return true;
        }
        if (name.equals("header")) {
            return element.closest("article, main, [itemprop=articleBody]") == null;
        }
        var signature = signature(element);
        if (signature.isEmpty() || isHint(element)) {
            return false;
        }
        if (name.equals("article")) {
            return false;
        }
        if (STRONG.matcher(signature).find()) {
            return true;
        }
        return share < SOFT_SHARE
                && element.text().length() < 400
                && SOFT.matcher(signature).find();
    }

    private static boolean isHint(Element element) {
        return element.attr("itemprop").equals("articleBody")
                || element.attr("property").equals("articleBody");
    }

    /** Class, id and component names in lower case, camel case cut by hyphens. */
    static String signature(Element element) {
        var raw = element.className()
                + ' '
                + element.id()
                + ' '
                + element.attr("data-component")
                + ' '
                + element.attr("data-testid");
        if (raw.isBlank()) {
            return "";
        }
        return raw.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static Pattern words(String alternatives) {
        return Pattern.compile("(?:^|[\\s_-])(?:" + alternatives + ")(?=$|[\\s_-])");
    }
}
