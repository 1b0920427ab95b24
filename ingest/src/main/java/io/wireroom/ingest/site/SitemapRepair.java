package io.wireroom.ingest.site;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/** Makes XML of the sitemaps that are nearly so: cut short, with bare {@code &}, HTML entities, or control characters. */
final class SitemapRepair {

    private static final Pattern DOCTYPE = Pattern.compile("<!DOCTYPE[^>\\[]*(\\[.*?\\])?[^>]*>", Pattern.DOTALL);
    private static final Pattern ENTITY = Pattern.compile("&(#?\\w{1,32};)?");
    private static final Pattern XML_ENTITY = Pattern.compile("&(amp|lt|gt|quot|apos|#\\d{1,7}|#x[0-9a-fA-F]{1,6});");
    private static final Pattern ILLEGAL = Pattern.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]");
    private static final Pattern DECLARATION = Pattern.compile("^\\s*<\\?xml[^>]*\\?>");
    private static final Pattern CHARSET =
            Pattern.compile("(?:charset|encoding)\\s*=\\s*[\"']?([\\w.:-]+)", Pattern.CASE_INSENSITIVE);

    private SitemapRepair() {}

    /** The text in UTF-8, with whole elements only. */
    static String repaired(byte[] body, @Nullable String contentType) {
        var text = new String(body, charset(body, contentType));
        text = text.substring(Math.max(0, text.indexOf('<')));
        text = DECLARATION.matcher(text).replaceFirst("");
        text = DOCTYPE.matcher(text).replaceAll("");
        text = ILLEGAL.matcher(text).replaceAll("");
        text = ENTITY.matcher(text).replaceAll(found -> escaped(found.group()).replace("$", "\\$"));
        return whole(text);
    }

    private static String escaped(String reference) {
        if (XML_ENTITY.matcher(reference).matches()) {
            return reference;
        }
        if (reference.length() > 1) {
            var meant = Parser.unescapeEntities(reference, false);
            if (!meant.equals(reference)) {
                return meant;
            }
        }
        return "&amp;" + reference.substring(1);
    }

    /** Cut after the last whole element, and closed. */
    private static String whole(String text) {
        var index = text.contains("sitemapindex");
        var close = index ? "</sitemap>" : "</url>";
        var root = index ? "</sitemapindex>" : "</urlset>";
        var last = text.lastIndexOf(close);
        return last < 0 ? text : text.substring(0, last + close.length()) + root;
    }

    private static Charset charset(byte[] body, @Nullable String contentType) {
        var head = new String(body, 0, Math.min(body.length, 200), StandardCharsets.ISO_8859_1);
        var matcher = CHARSET.matcher(contentType == null ? head : contentType + ' ' + head);
        try {
            return matcher.find() ? Charset.forName(matcher.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }
}
