package io.wireroom.ingest.web;

import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.client5.http.cookie.BasicCookieStore;
import org.apache.hc.client5.http.cookie.Cookie;
import org.apache.hc.client5.http.cookie.CookieStore;
import org.apache.hc.client5.http.impl.cookie.BasicClientCookie;

/**
 * Cookies for the length of one chain of redirects on one server, as a page behind a cookie check needs them. They are
 * never kept, and never go to another server. For one thread.
 */
final class ChainCookies implements CookieStore {

    /** Takes none: what the client uses where a request brings no store of its own. */
    static final CookieStore NONE = new CookieStore() {
        @Override
        public void addCookie(Cookie cookie) {
            // not kept
        }

        @Override
        public List<Cookie> getCookies() {
            return List.of();
        }

        @Override
        public boolean clearExpired(Date date) {
            return false;
        }

        @Override
        public void clear() {
            // nothing is kept
        }
    };

    /** Of one server (RFC 6265, section 6.1, asks for 50). */
    private static final int MOST = 50;

    private static final int LONGEST = 4_096;

    private final BasicCookieStore cookies = new BasicCookieStore();

    @Override
    public void addCookie(Cookie cookie) {
        var value = cookie.getValue() == null ? "" : cookie.getValue();
        if (cookie.getName().length() + value.length() <= LONGEST
                && cookies.getCookies().size() < MOST) {
            cookies.addCookie(cookie);
        }
    }

    /** Adds the cookies of an own subscription, for this host. */
    void addAll(Map<String, String> own, String host) {
        own.forEach((name, value) -> {
            var cookie = new BasicClientCookie(name, value);
            cookie.setDomain(host.toLowerCase(Locale.ROOT));
            cookie.setPath("/");
            cookies.addCookie(cookie);
        });
    }

    @Override
    public List<Cookie> getCookies() {
        return cookies.getCookies();
    }

    @Override
    @SuppressWarnings("JavaUtilDate") // the client's interface
    public boolean clearExpired(Date date) {
        return cookies.clearExpired(date);
    }

    @Override
    public void clear() {
        cookies.clear();
    }

    /** Names and values: a redirect back to the same address is no loop where they have changed. */
    List<String> state() {
        return cookies.getCookies().stream()
                .map(cookie -> cookie.getName() + '=' + cookie.getValue() + ' ' + cookie.getPath())
                .sorted()
                .toList();
    }
}
