package io.wireroom.enrich.clean.metadata;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.internal.StringUtil;
import org.jsoup.nodes.Element;

/**
 * The address that a picture is loaded from: for one that a script loads later, that of its data attributes; of a set of
 * sizes, the largest. What stands for a picture until it is there, and logos, are none.
 */
final class PictureSource {

    /** An attribute for scripts that holds an address, or a set of them with sizes. */
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:https?:)?//\\S+|(?:\\.{0,2}/)?[^\\s\"'<>{}|]+\\.(?:jpe?g|png|webp|avif|gif|jfif)(?:[?#]\\S*)?",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern NEXT_OF_SET = Pattern.compile(",\\s+|,(?=https?://)");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern IN_STYLE = Pattern.compile("url\\(\\s*['\"]?([^'\")]+)");

    /** Words in the name of a file or its folder that stands for any picture. */
    private static final Pattern NO_PICTURE = Pattern.compile(
            "(?:^|[-_./])(?:placeholders?|logos?|logotype|blank|spacer|transparent|pixel|pixels|1x1|dummy|fallback|default|defaults"
                    + "|no-?(?:image|img|photo|picture|pic|thumb)|image-?not-?found|missing|favicon|apple-touch-icon|sprites?|loading|loader|spinner"
                    + "|lazy|lazyload|avatars?|gravatar|icons?|og-?default|default-?og|(?:og|social|share|sharing|site|brand|facebook|twitter)-?(?:image|card|default|share|logo|banner|preview|thumb)s?)"
                    + "(?:[-_.@/]|\\d*$|\\d*[-_.@x])",
            Pattern.CASE_INSENSITIVE);

    private static final Set<String> NOT_PICTURES = Set.of(
            "data-src-page",
            "data-url",
            "data-href",
            "data-link",
            "data-share",
            "data-permalink",
            "data-page",
            "data-target");

    private PictureSource() {}

    /** The absolute address of a picture element, a picture with sources, or an AMP picture; empty where it shows none. */
    static Optional<String> of(Element element) {
        if (element.normalName().equals("picture")) {
            return ofPicture(element);
        }
        return later(element)
                .or(() -> usable(element, element.attr("src")))
                .or(() -> largest(element, element.attr("srcset")))
                .or(() -> inside(element));
    }

    private static Optional<String> ofPicture(Element picture) {
        var image = picture.selectFirst("img");
        var own = image == null ? Optional.<String>empty() : of(image);
        return own.isPresent()
                ? own
                : picture.select("source").stream()
                        .flatMap(source -> later(source)
                                .or(() -> largest(source, source.attr("srcset")))
                                .or(() -> usable(source, source.attr("src")))
                                .stream())
                        .findFirst();
    }

    /** The picture within an AMP picture, or within what is shown without scripts. */
    private static Optional<String> inside(Element element) {
        var image = element.childrenSize() == 0 ? null : element.selectFirst("img");
        return image == null || image == element ? Optional.empty() : of(image);
    }

    /** The address in the style of an element. */
    static Optional<String> ofStyle(Element element) {
        var matcher = IN_STYLE.matcher(element.attr("style"));
        return matcher.find() ? usable(element, matcher.group(1)) : Optional.empty();
    }

    /** Whether the address is that of a placeholder or a logo. */
    static boolean isNone(String address) {
        var path = address;
        var end = Math.max(path.indexOf('?'), path.indexOf('#'));
        if (end > 0) {
            path = path.substring(0, end);
        }
        var file = path.lastIndexOf('/');
        var folder = path.lastIndexOf('/', file - 1);
        return NO_PICTURE.matcher(path.substring(Math.max(0, folder))).find();
    }

    /** Absolute, and the address of a picture; empty for a placeholder. */
    static Optional<String> usable(Element element, String address) {
        var stripped = address.strip();
        if (stripped.isEmpty() || stripped.regionMatches(true, 0, "data:", 0, 5) || stripped.startsWith("blob:")) {
            return Optional.empty();
        }
        var absolute = isAbsolute(stripped) ? stripped : StringUtil.resolve(element.baseUri(), stripped);
        return absolute.isEmpty() || isNone(absolute) ? Optional.empty() : Optional.of(absolute);
    }

    private static boolean isAbsolute(String address) {
        return address.startsWith("https://") || address.startsWith("http://");
    }

    /** The address in an attribute for scripts: single addresses before sets of sizes. */
    private static Optional<String> later(Element element) {
        Optional<String> set = Optional.empty();
        for (var attribute : element.attributes()) {
            var name = attribute.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith("data-") && !NOT_PICTURES.contains(name)) {
                var value = attribute.getValue().strip();
                if (ADDRESS.matcher(value).matches()) {
                    var one = usable(element, value);
                    if (one.isPresent()) {
                        return one;
                    }
                } else if (set.isEmpty() && name.contains("set")) {
                    set = largest(element, value);
                }
            }
        }
        return set;
    }

    private static Optional<String> largest(Element element, String set) {
        Optional<String> largest = Optional.empty();
        var most = -1.0;
        for (var one : NEXT_OF_SET.split(set.strip())) {
            var parts = SPACE.split(one.strip());
            var size = parts.length > 1 ? size(parts[1]) : 0;
            if (size > most) {
                var address = usable(element, parts[0]);
                if (address.isPresent()) {
                    largest = address;
                    most = size;
                }
            }
        }
        return largest;
    }

    private static double size(String descriptor) {
        try {
            return Double.parseDouble(descriptor.substring(0, Math.max(0, descriptor.length() - 1)));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
