package io.wireroom.enrich.clean.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import io.wireroom.contract.Article.Image;
import io.wireroom.contract.FieldRule;
import io.wireroom.contract.address.Address;
import io.wireroom.enrich.clean.page.ElementKind;
import io.wireroom.enrich.clean.page.NameKind;
import io.wireroom.enrich.clean.page.PageElement;
import io.wireroom.enrich.clean.page.PageScan;
import io.wireroom.text.FoldedText;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;
import org.jspecify.annotations.Nullable;

/** Finds the pictures of an article: those that the page states, and those in it. */
final class LeadImages {

    private static final int MAX_IMAGES = 5;

    /** Some of those that are found have no valid address. */
    private static final int MAX_CANDIDATES = 3 * MAX_IMAGES;

    private static final int LEAST_PIXELS = 120;
    private static final int CAPTION_STEPS = 3;
    private static final ElementKind OTHERS = ElementKind.NAV
            .or(ElementKind.ASIDE)
            .or(ElementKind.FOOTER)
            .or(ElementKind.NAMED_OTHERS)
            .or(ElementKind.NAMED_CARD)
            .or(ElementKind.NAMED_AUTHOR)
            .or(ElementKind.NAMED_BYLINE)
            .or(ElementKind.AUTHOR_PROPERTY)
            .or(ElementKind.VCARD);

    private static final NameKind OTHER_NAMES =
            NameKind.BYLINE.or(NameKind.COMMENTS).or(NameKind.TEASER);

    private static final Evaluator CAPTION = Selector.evaluatorOf("figcaption");
    private static final Pattern PICTURE_FILE =
            Pattern.compile("\\.(?:jpe?g|png|webp|avif)\\b", Pattern.CASE_INSENSITIVE);

    private final PageScan scan;
    private final JsonLd jsonLd;
    private final MetaTags metas;

    /** What is known of a picture besides its address. */
    private record Known(@Nullable String caption, @Nullable PictureSize size) {

        static final Known NOTHING = new Known(null, null);

        /** The same with what only the other place states. */
        Known or(Known other) {
            return new Known(caption == null ? other.caption : caption, size == null ? other.size : size);
        }
    }

    /** By address, in order. */
    private final Map<String, Known> found = new LinkedHashMap<>();

    LeadImages(PageScan scan, JsonLd jsonLd, MetaTags metas) {
        this.scan = scan;
        this.jsonLd = jsonLd;
        this.metas = metas;
    }

    /**
     * Pictures with their captions, each once; empty where there are none.
     *
     * @param text the element that the text was found in; null where there is none
     */
    Optional<Sourced<List<Image>>> find(@Nullable PageElement text) {
        jsonLd.values("image").forEach(this::addStated);
        var rule = FieldRule.JSON_LD;
        if (found.isEmpty()) {
            rule = FieldRule.OG;
            metas.first("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src")
                    .map(url -> PageAddress.absolute(scan.page.baseUri(), url.strip()))
                    .filter(url -> !PictureSource.isNone(url))
                    .ifPresent(url -> found.put(url, Known.NOTHING));
        }
        if (found.isEmpty()) {
            rule = FieldRule.FIGURE;
        }
        var around = text == null || text.parent == null ? text : text.parent;
        scan.found.pictures.stream()
                .filter(one -> one.inside(ElementKind.FIGURE) && isOfArticle(one, around))
                .takeWhile(one -> found.size() < MAX_CANDIDATES)
                .forEach(this::addPicture);
        if (found.isEmpty()) {
            addOthers(around);
        }
        var images = new ArrayList<Image>();
        for (var one : found.entrySet()) {
            if (images.size() < MAX_IMAGES) {
                Address.web(one.getKey()).ifPresent(url -> images.add(image(url, one.getKey(), one.getValue())));
            }
        }
        return images.isEmpty() ? Optional.empty() : Optional.of(new Sourced<>(images, rule));
    }

    private void addStated(JsonNode value) {
        var url = value.isTextual()
                ? value.asText()
                : value.path("url").asText(value.path("contentUrl").asText(""));
        var absolute = PageAddress.absolute(scan.page.baseUri(), url.strip());
        if (!absolute.isEmpty() && !PictureSource.isNone(absolute)) {
            var caption = jsonLd.plain(value.path("caption")).orElse(null);
            found.merge(absolute, new Known(caption, PictureSize.of(value).orElse(null)), Known::or);
        }
    }

    /** The size of the Open Graph picture is stated beside its address. */
    private Image image(URI url, String address, Known known) {
        var size = Optional.ofNullable(known.size())
                .or(() -> metas.first("og:image", "og:image:url")
                        .filter(stated -> PageAddress.absolute(scan.page.baseUri(), stated.strip())
                                .equals(address))
                        .flatMap(stated -> PictureSize.of(
                                metas.first("og:image:width").orElse(""),
                                metas.first("og:image:height").orElse(""))));
        return new Image(
                url,
                known.caption(),
                size.map(PictureSize::width).orElse(null),
                size.map(PictureSize::height).orElse(null));
    }

    /** Pictures that no figure holds, what is shown without scripts, posters of videos, and pictures in styles. */
    private void addOthers(@Nullable PageElement around) {
        scan.found.pictures.stream()
                .filter(one -> isOfArticle(one, around) && isLarge(one.node) && !isOfLink(one))
                .takeWhile(one -> found.size() < MAX_CANDIDATES)
                .forEach(this::addPicture);
        if (found.isEmpty()) {
            for (var element : scan.found.pictureFallbacks) {
                if (isWithin(element, around)) {
                    fallback(element).ifPresent(url -> found.merge(url, new Known(caption(element), null), Known::or));
                }
            }
        }
        if (found.isEmpty()) {
            scan.found.backgrounds.stream()
                    .filter(one -> isOfArticle(one, around))
                    .flatMap(one -> PictureSource.ofStyle(one.node).stream())
                    .forEach(url -> found.merge(url, Known.NOTHING, Known::or));
        }
    }

    private static Optional<String> fallback(Element element) {
        if (element.normalName().equals("video")) {
            return PictureSource.usable(element, element.attr("poster"));
        }
        var image = element.selectFirst("img");
        return image == null || !isLarge(image) ? Optional.empty() : PictureSource.of(image);
    }

    private void addPicture(PageElement picture) {
        PictureSource.of(picture.node)
                .ifPresent(
                        url -> found.merge(url, new Known(caption(picture.node), shownSize(picture, url)), Known::or));
    }

    /** The size in the attributes of the picture, where they are about this address and not about one of a set. */
    private static @Nullable PictureSize shownSize(PageElement picture, String url) {
        var size = PictureSize.of(picture.attribute("width"), picture.attribute("height"));
        if (size.isEmpty()) {
            return null;
        }
        var source = PageAddress.absolute(
                picture.node.baseUri(), picture.attribute("src").strip());
        return source.equals(url) ? size.get() : null;
    }

    private static @Nullable String caption(Element picture) {
        var around = picture.parent();
        for (int i = 0;
                i < CAPTION_STEPS && around != null && !around.normalName().equals("figure");
                i++) {
            around = around.parent();
        }
        if (around == null || !around.normalName().equals("figure")) {
            return null;
        }
        var caption = FoldedText.tidy(around.select(CAPTION).text());
        return caption.isEmpty() ? null : caption;
    }

    private static boolean isOfArticle(PageElement picture, @Nullable PageElement around) {
        var within = picture.inside(ElementKind.ARTICLE_OR_MAIN) || (around != null && around.contains(picture));
        return within && !picture.inside(OTHERS) && !isNamedOther(picture);
    }

    /** Whether the picture itself, or what it lies in, is named as a part that is not the article. */
    private static boolean isNamedOther(PageElement picture) {
        for (PageElement up = picture; up != null; up = up.parent) {
            switch (up.name) {
                case "article", "main", "body", "html" -> {
                    return false;
                }
                default -> {
                    if (up.is(OTHER_NAMES)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean isWithin(Element element, @Nullable PageElement around) {
        var outermost = around == null ? null : around.node;
        for (var up = element.parent(); up != null; up = up.parent()) {
            switch (up.normalName()) {
                case "nav", "aside", "footer" -> {
                    return false;
                }
                case "article", "main" -> {
                    return true;
                }
                default -> {
                    if (up == outermost) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** A picture in a link to another page announces that page. A link to a larger picture does not. */
    private static boolean isOfLink(PageElement picture) {
        for (PageElement up = picture.parent; up != null; up = up.parent) {
            if (up.name.equals("a")) {
                var address = up.attribute("href");
                return !isPictureFile(address)
                        || PictureSource.usable(up.node, address).isEmpty();
            }
        }
        return false;
    }

    /** By the path of an address: hosts end in {@code .jp}, too. */
    private static boolean isPictureFile(String address) {
        var host = address.indexOf("//");
        var path = host < 0 ? 0 : address.indexOf('/', host + 2);
        return path >= 0
                && PICTURE_FILE.matcher(address).region(path, address.length()).find();
    }

    private static boolean isLarge(Element picture) {
        return pixels(picture, "width") >= LEAST_PIXELS && pixels(picture, "height") >= LEAST_PIXELS / 2;
    }

    /** As stated; large where nothing is stated. */
    private static int pixels(Element picture, String side) {
        var stated = picture.attr(side).strip();
        if (stated.endsWith("px")) {
            stated = stated.substring(0, stated.length() - 2);
        }
        return !stated.isEmpty() && stated.length() < 6 && stated.chars().allMatch(Character::isDigit)
                ? Integer.parseInt(stated)
                : Integer.MAX_VALUE;
    }
}
