package io.wireroom.standalone.tricks;

import io.wireroom.testkit.origin.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A site with one page for each {@link Trick}, and a feed that announces them. */
public final class TrickySite {

    private final String root;
    private final int number;
    private final Instant published;
    private final Map<String, String> pages = new HashMap<>();
    private final Map<Trick, InventedStory> stories = new EnumMap<>(Trick.class);

    /**
     * Makes the pages.
     *
     * @param root scheme, host and port
     * @param number of all sites; it selects layout and stories
     */
    public TrickySite(String root, int number, Instant published) {
        this.root = root;
        this.number = number;
        this.published = published;
        var items = new StringBuilder();
        for (var trick : Trick.values()) {
            var story = new InventedStory(number * Trick.values().length + trick.ordinal());
            stories.put(trick, story);
            for (var link : serve(trick, story)) {
                items.append("<item><title>%s</title><link>%s</link><pubDate>%s</pubDate></item>"
                        .formatted(
                                story.title(),
                                root + link,
                                DateTimeFormatter.RFC_1123_DATE_TIME.format(published.atOffset(ZoneOffset.UTC))));
            }
        }
        pages.put(
                "/feed",
                "<?xml version='1.0'?><rss version='2.0'><channel><title>Gazette %d</title><link>%s/</link>%s</channel></rss>"
                        .formatted(number, root, items));
    }

    /** The story of each trick. */
    public Map<Trick, InventedStory> stories() {
        return stories;
    }

    public Answer answer(String path) {
        var page = pages.get(path);
        if (page == null) {
            return Answer.empty(404, Duration.ZERO);
        }
        var type = path.equals("/feed") ? "application/rss+xml" : "text/html; charset=utf-8";
        return Answer.of(200, page.getBytes(StandardCharsets.UTF_8), Duration.ZERO, "Content-Type: " + type);
    }

    /** Puts the pages of a story in place; returns the paths that the feed announces. */
    private List<String> serve(Trick trick, InventedStory story) {
        var path = "/news/" + story.slug();
        return switch (trick) {
            case NONE -> one(path, page(story, canonical(path)));
            case CANONICAL_IS_SECTION -> one(path, page(story, canonical("/news/")));
            case CANONICAL_IS_HOME_PAGE -> one(path, page(story, canonical("/")));
            case CANONICAL_IS_NULL -> one(path, page(story, canonical("/null")));
            case CANONICAL_IS_LOGIN -> one(path, page(story, canonical("/account/login?return=" + path)));
            case CANONICAL_IS_TEMPLATE -> one(path, page(story, canonical("/{{ article.url }}")));
            case CANONICAL_WITHOUT_QUERY ->
                one("/story.php?id=" + story.number(), page(story, canonical("/story.php")));
            case CANONICAL_IN_BODY -> one(path, page(story, "", canonical("/news/latest-edition-of-the-gazette")));
            case CANONICAL_IS_OTHER_ARTICLE ->
                one(path, page(story, canonical("/news/fair-opens-on-the-green") + ogUrl(path) + jsonLd(story, path)));
            case OG_URL_IS_SECTION -> one(path, page(story, ogUrl("/news/")));
            case JSON_LD_IS_SECTION -> one(path, page(story, jsonLd(story, "/news/")));
            case TWO_LINKS -> {
                var html = page(story, canonical(path));
                pages.put(path + "?from=front", html);
                pages.put(path + "?from=list", html);
                yield List.of(path + "?from=front", path + "?from=list");
            }
            case SESSION_ID -> {
                var html = page(story, "");
                pages.put(path, html);
                var links = new ArrayList<String>();
                for (var session : List.of("9F3C07D2A1B84E55", "4410BC9ED7F2A638")) {
                    pages.put(path + ";jsessionid=" + session, html);
                    links.add(path + ";jsessionid=" + session);
                }
                yield links;
            }
            case META_REFRESH -> {
                pages.put(path, page(story, canonical(path)));
                var from = "/r/" + story.number();
                yield one(
                        from,
                        "<html><head><title>One moment</title><meta http-equiv='refresh' content='0; url=%s'></head>"
                                        .formatted(root + path)
                                + "<body><p><a href='%s'>Continue</a></p></body></html>".formatted(root + path));
            }
            case THREE_ARTICLES -> one(path, threeArticles(story, path));
            case CONSENT_WALL ->
                one(
                        path,
                        wall(
                                "Before you continue",
                                "<div class='consent' role='dialog'><h1>Before you continue</h1><p>We and our 812 partners"
                                        + " store information on a device, such as cookies, and process personal data for"
                                        + " ads and content. You can change your choices at any time.</p><form><button>Accept"
                                        + " all</button><button>Manage options</button></form></div>"));
            case AD_BLOCK_WALL ->
                one(
                        path,
                        wall(
                                "Gazette",
                                "<div id='adb'><h2>It looks as if you use an ad blocker</h2><p>Our journalism is paid by"
                                        + " advertising. Please switch off the ad blocker for this site and load the page"
                                        + " again, or take out a subscription.</p><button>I have switched it off</button></div>"));
            case QUEUE_WALL ->
                one(
                        path,
                        wall(
                                "You are in line",
                                "<main><h1>You are in line</h1><p>Many people want to see this site now. Your place in the"
                                        + " line is 5,214 and the estimated wait is nine minutes. Do not close this page; it"
                                        + " reloads by itself.</p><progress value='3' max='10'></progress></main>"));
            case REGION_WALL ->
                one(
                        path,
                        wall(
                                "Not available",
                                "<main><h1>Not available in your region</h1><p>We recognise that you try to reach this"
                                        + " website from a country where we cannot offer it for legal reasons. For any"
                                        + " questions write to us at the address below.</p></main>"));
            case AGE_WALL ->
                one(
                        path,
                        wall(
                                "Age check",
                                "<main><h1>Are you 18 or older?</h1><p>You have to confirm your date of birth before you can"
                                        + " enter this site.</p><form><select name='year'></select><button>Enter</button>"
                                        + "</form></main>"));
        };
    }

    private List<String> one(String path, String html) {
        pages.put(path, html);
        return List.of(path);
    }

    private String canonical(String path) {
        return "<link rel=\"canonical\" href=\"" + root + path + "\">";
    }

    private String ogUrl(String path) {
        return "<meta property=\"og:url\" content=\"" + root + path + "\">";
    }

    private String jsonLd(InventedStory story, String path) {
        return "<script type=\"application/ld+json\">{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\","
                + "\"headline\":\"%s\",\"url\":\"%s\",\"datePublished\":\"%s\"}</script>"
                        .formatted(story.title(), root + path, published);
    }

    private String page(InventedStory story, String head) {
        return page(story, head, "");
    }

    private String page(InventedStory story, String head, String bodyStart) {
        return "<!DOCTYPE html><html lang='en'><head><title>%s | Gazette %d</title>%s</head><body>%s<nav><a href='/'>Home</a>"
                        .formatted(story.title(), number, head, bodyStart)
                + "<a href='/news/'>News</a></nav>" + article(story)
                + "<footer><p>© Gazette</p></footer></body></html>";
    }

    /** One of three layouts. */
    private String article(InventedStory story) {
        var text = "<p>" + String.join("</p><p>", story.sentences()) + "</p>";
        return switch (number % 3) {
            case 0 -> "<main><article><h1>%s</h1>%s</article></main>".formatted(story.title(), text);
            case 1 ->
                "<div class='wrap'><div class='post'><h1 class='post-title'>%s</h1><div class='post-content'>%s</div></div></div>"
                        .formatted(story.title(), text);
            default ->
                "<section id='story'><header><h1>%s</h1></header><div class='text'>%s</div></section>"
                        .formatted(story.title(), text);
        };
    }

    /** The announced article, and two more that a page loads below it; no feed announces them. */
    private String threeArticles(InventedStory story, String path) {
        var others = new StringBuilder();
        for (var more = 1; more <= 2; more++) {
            var other = new InventedStory(5_000 + 10 * story.number() + more);
            others.append(article(other).replace("<article>", "<article data-url='/news/" + other.slug() + "'>"));
        }
        return "<!DOCTYPE html><html lang='en'><head><title>%s | Gazette %d</title>%s</head><body>%s%s</body></html>"
                .formatted(story.title(), number, canonical(path), article(story), others);
    }

    private String wall(String title, String body) {
        return "<!DOCTYPE html><html lang='en'><head><title>%s</title></head><body>%s</body></html>"
                .formatted(title, body);
    }
}
