package io.wireroom.ingest.site;

import io.wireroom.contract.address.Address;
import io.wireroom.contract.address.Site;
import io.wireroom.ingest.parsing.ParsingLimit;
import io.wireroom.ingest.web.Reference;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/**
 * An HTML page of a site, with the address that its references start from.
 *
 * @param document the parsed page, not to be changed
 * @param url of the page: as given, otherwise what the page states (canonical link, {@code og:url}); null when unknown
 * @param base where relative references start (HTML Standard, section 2.4.3); null when unknown
 */
public record SitePage(
        Document document, @Nullable URI url, @Nullable URI base) {

    private static final Pattern CHARSET =
            Pattern.compile("charset\\s*=\\s*[\"']?([\\w.:-]+)", Pattern.CASE_INSENSITIVE);

    /**
     * Reads a page: charset by byte order mark, HTTP, {@code <meta>}, else UTF-8.
     *
     * @param contentType as served; null when unknown
     * @param url of the page; null when unknown
     */
    public static SitePage parse(byte[] body, @Nullable String contentType, @Nullable URI url) {
        var document = ParsingLimit.bounded(() -> document(body, contentType, url));
        var own = url == null ? statedAddress(document).orElse(null) : url;
        return new SitePage(document, own, base(document, own));
    }

    private static Document document(byte[] body, @Nullable String contentType, @Nullable URI url) {
        try {
            return Jsoup.parse(
                    ParsingLimit.checked(new ByteArrayInputStream(body)),
                    charset(contentType),
                    url == null ? "" : url.toString());
        } catch (IOException e) {
            throw new IllegalStateException("cannot read a page from memory", e);
        }
    }

    /** The absolute address that a reference of the page means, without a fragment; empty when it means none. */
    Optional<URI> resolve(String reference) {
        return Reference.web(base, withoutFeedScheme(reference)).flatMap(uri -> Address.web(uri.toString()));
    }

    /** The site of the page; empty if its address is unknown. */
    Optional<Site> site() {
        return url == null ? Optional.empty() : Optional.of(Site.of(url));
    }

    /** {@code feed:} stands before or in place of {@code http:} in addresses that are meant for feed readers. */
    private static String withoutFeedScheme(String reference) {
        var text = reference.strip();
        var lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("feed://")) {
            return "http" + text.substring("feed".length());
        }
        return lower.startsWith("feed:http") ? text.substring("feed:".length()) : text;
    }

    private static Optional<URI> statedAddress(Document document) {
        var canonical = document.selectFirst("link[rel~=(?i)\\bcanonical\\b][href]");
        var stated = canonical == null ? Optional.<URI>empty() : Reference.web(null, canonical.attr("href"));
        if (stated.isPresent()) {
            return stated;
        }
        var graph = document.selectFirst("meta[property=og:url][content]");
        return graph == null ? Optional.empty() : Reference.web(null, graph.attr("content"));
    }

    private static @Nullable URI base(Document document, @Nullable URI url) {
        // The first one that has an address counts, wherever it stands.
        var element = document.selectFirst("base[href]");
        return element == null ? url : Reference.web(url, element.attr("href")).orElse(url);
    }

    private static @Nullable String charset(@Nullable String contentType) {
        var matcher = CHARSET.matcher(contentType == null ? "" : contentType);
        try {
            return matcher.find() && Charset.isSupported(matcher.group(1)) ? matcher.group(1) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
