package io.wireroom.enrich.clean.metadata;

import org.jsoup.internal.StringUtil;

/** The absolute address of a link on a page. */
final class PageAddress {

    private static final String IN_HOST = "-.";
    private static final String IN_PATH = "-._~:/?#@!$&()*+,;=%";

    private PageAddress() {}

    /** As {@link StringUtil#resolve} returns it; most links need no work, because they are absolute. */
    static String absolute(String base, String address) {
        return isPlain(address) ? address : StringUtil.resolve(base, address);
    }

    /** Whether an address has a scheme, a plain host and a path, and nothing that changes when it is resolved. */
    private static boolean isPlain(String address) {
        var host = address.startsWith("https://") ? 8 : address.startsWith("http://") ? 7 : 0;
        var path = address.indexOf('/', host);
        if (host == 0 || path <= host) {
            return false;
        }
        for (int i = host; i < address.length(); i++) {
            var c = address.charAt(i);
            var isPlain = isLetterOrDigit(c) || (i < path ? IN_HOST : IN_PATH).indexOf(c) >= 0;
            if (!isPlain || c == '.' && address.charAt(i - 1) == '/') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
