package io.wireroom.ingest.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a page sends its readers by markup ({@code <meta http-equiv=refresh>}) or by the Refresh header: a redirect
 * that came with status 200. A page that holds text of its own, reloads itself, or waits for its readers to read it is no
 * redirect.
 */
final class MetaRefresh {

    /** A page that only sends on is short. */
    private static final int MAX_BYTES = 64 * 1024;

    private static final int MAX_TEXT_CHARS = 1_000;
    private static final int MAX_SECONDS = 10;
    private static final int MAX_SECOND_DIGITS = 4;

    /** WHATWG HTML, shared declarative refresh steps. */
    private static final Pattern REFRESH = Pattern.compile(
            "\\s*(\\d{0," + MAX_SECOND_DIGITS
                    + "})(?:\\.[\\d.]*)?(?:\\s*[;,]\\s*|\\s+)(?:url\\s*=\\s*)?(?:'([^']*)'?|\"([^\"]*)\"?|(\\S.*))",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private MetaRefresh() {}

    /**
     * The reference that the page sends its readers to; empty where it sends them nowhere.
     *
     * @param url of the page
     * @param header the value of its Refresh header; null without one
     */
    static Optional<String> target(URI url, @Nullable String header, byte[] body) {
        if (body.length > MAX_BYTES) {
            return Optional.empty();
        }
        var html = new String(body, StandardCharsets.UTF_8);
        if (header == null && !html.toLowerCase(Locale.ROOT).contains("refresh")) {
            return Optional.empty();
        }
        var page = Jsoup.parse(html);
        var stated = header != null
                ? Optional.of(header)
                : page.select("meta[http-equiv~=(?i)^\\s*refresh\\s*$]").stream()
                        .filter(meta -> meta.closest("noscript") == null)
                        .map(meta -> meta.attr("content"))
                        .findFirst();
        var base = page.selectFirst("base[href]");
        return stated.flatMap(MetaRefresh::reference)
                .map(reference -> base == null ? reference : against(url, base.attr("href"), reference))
                .filter(reference -> leadsAway(url, reference))
                .filter(reference -> page.body().text().length() <= MAX_TEXT_CHARS);
    }

    /** The reference in the content of a refresh that readers do not wait long for. */
    private static Optional<String> reference(String content) {
        var parts = REFRESH.matcher(content);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var seconds = parts.group(1).isEmpty() ? 0 : Integer.parseInt(parts.group(1));
        for (int group = 2; group <= parts.groupCount(); group++) {
            var reference = parts.group(group);
            if (reference != null && !reference.isBlank()) {
                return seconds > MAX_SECONDS ? Optional.empty() : Optional.of(reference.strip());
            }
        }
        return Optional.empty();
    }

    private static String against(URI url, String base, String reference) {
        return Reference.resolve(url, base)
                .flatMap(resolved -> Reference.resolve(resolved, reference))
                .map(URI::toString)
                .orElse(reference);
    }

    private static boolean leadsAway(URI url, String reference) {
        var own = Reference.web(url, url.toString());
        var target = Reference.web(url, reference);
        return target.isPresent() && !target.equals(own);
    }
}
