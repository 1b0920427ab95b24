package io.wireroom.ingest.web;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.SourceRef;
import io.wireroom.contract.work.Validators;
import io.wireroom.ingest.subscriptions.Subscription;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/**
 * Gets one address from the web. Thread-safe; made for thousands of virtual threads, each blocked in {@link #get} at
 * most the whole limit. An interrupt of such a thread ends its get at once.
 *
 * <p>No referrer, no retries, and no credentials and no proxy but those of the operator's own subscriptions; redirects are followed within scheme, host and port only, and so
 * are pages that send on by markup. Cookies last as long as such a chain. Where a name leads is checked at each
 * connection: private and special networks are closed unless allowed.
 */
public final class WebClient implements Web {

    /** Redirects from one asker to one answer, those to other sites included. */
    public static final int MAX_HOPS = 5;

    /** From a host name to its addresses. */
    @FunctionalInterface
    public interface Names {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private static final int HTTP_OK = 200;

    /** Of all bodies in memory at once, those of requests in flight and those not yet handed on. */
    private static final long MAX_BODY_BYTES = 64L << 20;

    private static final TimeValue IDLE = TimeValue.ofSeconds(10);

    private final WebSettings settings;
    private final InstantSource clock;
    private final BodyReader bodies;
    private final BodyReader beginnings;
    private final BodyBudget budget;
    private final Resolver resolver;
    private final HttpRoutes routes;
    private final ScheduledThreadPoolExecutor watchdog;

    /**
     * A client with these limits.
     *
     * @param clock used for the dates of an answer only, where it has no Date of its own
     */
    public WebClient(WebSettings settings, InstantSource clock) {
        this(settings, clock, InetAddress::getAllByName);
    }

    /** A client that finds the addresses of names in its own way; they are checked all the same. */
    public static WebClient withNames(WebSettings settings, InstantSource clock, Names names) {
        return new WebClient(settings, clock, names::addresses);
    }

    WebClient(WebSettings settings, InstantSource clock, AddressGuard.Lookup lookup) {
        this(settings, clock, lookup, new BodyBudget(MAX_BODY_BYTES, BodyReader.mostBytes(settings.bodyLimitBytes())));
    }

    WebClient(WebSettings settings, InstantSource clock, AddressGuard.Lookup lookup, BodyBudget budget) {
        this.settings = settings;
        this.clock = clock;
        this.bodies = new BodyReader(settings.bodyLimitBytes(), BodyReader.Longer.REFUSED);
        this.beginnings =
                new BodyReader(Math.min(RobotsParser.READ_BYTES, settings.bodyLimitBytes()), BodyReader.Longer.CUT);
        this.budget = budget;
        this.resolver = new Resolver(lookup, settings.connectLimit());
        var guard =
                new AddressGuard(settings.allowedNetworks(), settings.allowedHosts(), settings.closedPorts(), resolver);
        this.routes =
                new HttpRoutes(settings, guard, IDLE, settings.subscriptions().proxies());
        this.watchdog = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, "web-watchdog");
            thread.setDaemon(true);
            return thread;
        });
        watchdog.setRemoveOnCancelPolicy(true);
        var every = IDLE.toMilliseconds() / 2;
        var unused = watchdog.scheduleAtFixedRate(routes::closeIdle, every, every, TimeUnit.MILLISECONDS);
    }

    @Override
    public WebAnswer get(URI url, Validators validators, Accept accept, int hops) {
        try (var share = share()) {
            return get(url, validators, accept, hops, share);
        }
    }

    @Override
    public WebAnswer get(URI url, Validators validators, Accept accept, int hops, BodyBudget.Share share) {
        return get(url, validators, accept, hops, share, null);
    }

    @Override
    public WebAnswer get(
            URI url,
            Validators validators,
            Accept accept,
            int hops,
            BodyBudget.Share share,
            @Nullable SourceRef source) {
        var subscription = settings.subscriptions().of(source, url);
        var running = new AtomicReference<HttpGet>();
        var deadline = new Deadline(running, settings.wholeLimit());
        var alarm = watchdog.schedule(deadline, settings.wholeLimit().toMillis(), TimeUnit.MILLISECONDS);
        try {
            var followed = follow(new Get(url, validators, accept, share, subscription), hops, deadline);
            var answer = subscription
                    .map(own -> SafeAnswer.of(followed, own.secrets(), url))
                    .orElse(followed);
            if (!(answer instanceof WebAnswer.Ok)) {
                share.close();
            }
            return answer;
        } finally {
            alarm.cancel(false);
        }
    }

    @Override
    public BodyBudget.Share share() {
        return budget.share();
    }

    @Override
    public void close() {
        watchdog.shutdownNow();
        routes.close();
        resolver.close();
    }

    /** A request of a chain: the same address with other cookies may be answered otherwise. */
    private record Visit(URI url, List<String> cookies) {}

    /** One get; a subscription is for the server of its address, which no step leaves. */
    private record Get(
            URI url,
            Validators validators,
            Accept accept,
            BodyBudget.Share share,
            Optional<Subscription> subscription) {}

    /** One step of a get: an end, or the next address on the same server. */
    private sealed interface Step {
        record End(WebAnswer answer) implements Step {}

        record Next(URI url, boolean permanent) implements Step {}
    }

    /** Aborts the running request when the whole limit is over; stays over. */
    private static final class Deadline implements Runnable {
        private final AtomicReference<HttpGet> running;
        private final Duration limit;
        private final long atNanos;
        private volatile boolean over;

        Deadline(AtomicReference<HttpGet> running, Duration limit) {
            this.running = running;
            this.limit = limit;
            this.atNanos = System.nanoTime() + limit.toNanos();
        }

        @Override
        public void run() {
            over = true;
            var request = running.get();
            if (request != null) {
                // Closing a TLS socket may block; the one watchdog thread must not.
                Thread.ofVirtual().start(request::cancel);
            }
        }

        void watch(HttpGet request) {
            running.set(request);
            if (over) {
                request.cancel();
            }
        }
    }

    private WebAnswer follow(Get get, int hops, Deadline deadline) {
        var visited = new HashSet<Visit>();
        var cookies = new ChainCookies();
        get.subscription.ifPresent(own -> cookies.addAll(own.cookies(), String.valueOf(get.url.getHost())));
        var url = get.url;
        @Nullable URI movedTo = null;
        var permanent = true;
        for (var hop = hops; ; hop++) {
            if (!visited.add(new Visit(url, cookies.state()))) {
                return failed(FetchReason.REDIRECTS, url, "redirects in a loop");
            }
            switch (once(get, url, hop, cookies, deadline)) {
                case Step.End(var answer) -> {
                    return cameBy(answer, movedTo, permanent);
                }
                case Step.Next(var next, var forGood) -> {
                    url = next;
                    permanent = permanent && forGood;
                    movedTo = permanent ? next : movedTo;
                }
            }
        }
    }

    /** The answer with what the redirects on the way to it state about the requested address. */
    private static WebAnswer cameBy(WebAnswer answer, @Nullable URI movedTo, boolean permanent) {
        return switch (answer) {
            case WebAnswer.Ok ok -> ok.movedTo(movedTo);
            case WebAnswer.NotModified same -> same.movedTo(movedTo);
            case WebAnswer.Moved moved -> permanent ? moved : moved.forNow();
            case WebAnswer.Failed failed -> failed;
        };
    }

    private Step once(Get get, URI url, int hop, ChainCookies cookies, Deadline deadline) {
        if (!Reference.isWeb(url)) {
            return new Step.End(failed(FetchReason.BAD_ADDRESS, url, "not an http or https address"));
        }
        HttpHost target;
        HttpGet request;
        try {
            target = target(url);
            request = request(get, url);
        } catch (IllegalArgumentException e) {
            return new Step.End(failed(FetchReason.BAD_ADDRESS, url, "not an address: " + e.getMessage()));
        }
        deadline.watch(request);
        var context = HttpClientContext.create();
        context.setCookieStore(cookies);
        try {
            var http = routes.through(settings.subscriptions().proxy(url));
            var response = http.executeOpen(target, request, context);
            try {
                var step = read(get, url, hop, response, () -> onWire(context), deadline.atNanos);
                // Closing the connection at the deadline may look as if the server had cut its answer.
                return step instanceof Step.End(WebAnswer.Ok ok) && ok.cut() && deadline.over
                        ? new Step.End(late(url, deadline))
                        : step;
            } finally {
                request.cancel(); // after the end it changes nothing; before it, the rest is not waited for
                close(response);
            }
        } catch (IOException | HttpException | RuntimeException e) {
            if (deadline.over) {
                return new Step.End(late(url, deadline));
            }
            return new Step.End(failed(FailureReason.of(e), url, FailureReason.detail(e)));
        }
    }

    private static WebAnswer late(URI url, Deadline deadline) {
        return failed(FetchReason.TIMEOUT, url, "not done after " + deadline.limit.toMillis() + " ms");
    }

    /** Of a robots.txt, what is read counts (RFC 9309, section 2.5); of anything else, half would be something else. */
    private BodyReader reader(Accept accept) {
        return accept == Accept.ROBOTS ? beginnings : bodies;
    }

    /** A sitemap that is packed is unpacked by its reader, whose limit is another. */
    private static BodyReader.Lenience lenience(Accept accept) {
        return switch (accept) {
            case FEED -> BodyReader.Lenience.UNPACKS_AND_KEEPS_CUT;
            case SITEMAP -> BodyReader.Lenience.KEEPS_CUT;
            case PAGE, ROBOTS -> BodyReader.Lenience.UNPACKS;
        };
    }

    private static void close(ClassicHttpResponse response) {
        try {
            response.close();
        } catch (IOException e) {
            // It would read the rest of the body, whose connection is closed.
            return;
        }
    }

    private static long onWire(HttpClientContext context) {
        var connection = context.getEndpointDetails();
        return connection == null ? 0 : connection.getReceivedBytesCount();
    }

    private Step read(Get get, URI url, int hop, ClassicHttpResponse response, LongSupplier onWire, long deadlineNanos)
            throws IOException, HttpException {
        var status = response.getCode();
        var headers = new AnswerHeaders(response);
        if (status >= 200 && status < 300 && status != 206) {
            var entity = response.getEntity();
            var body = entity == null
                    ? new BodyReader.Body(new byte[0], false)
                    : reader(get.accept)
                            .read(
                                    entity.getContent(),
                                    entity.getContentEncoding(),
                                    lenience(get.accept),
                                    onWire,
                                    get.share,
                                    deadlineNanos);
            var refresh = get.accept == Accept.PAGE && status == HTTP_OK
                    ? MetaRefresh.target(url, headers.first("Refresh"), body.bytes())
                    : Optional.<String>empty();
            return refresh.isPresent()
                    ? redirect(url, status, refresh.get(), hop)
                    : new Step.End(ok(get, url, hop, status, headers, body));
        }
        if (status == 304 && get.validators.areFor(url)) {
            return new Step.End(new WebAnswer.NotModified(
                    url,
                    kept(get.validators, headers.validators(clock.instant())),
                    headers.freshFor(clock.instant()),
                    null));
        }
        var location = headers.first("Location");
        if (isRedirect(status) && location != null) {
            return redirect(url, status, location, hop);
        }
        return new Step.End(new WebAnswer.Failed(
                AnswerHeaders.reason(status), status, url, headers.retryAfter(clock.instant()), "answered " + status));
    }

    /** A cut answer has no validators: the next one is to be whole. */
    private WebAnswer.Ok ok(Get get, URI url, int hop, int status, AnswerHeaders headers, BodyReader.Body body) {
        var now = clock.instant();
        return new WebAnswer.Ok(
                status,
                get.url,
                url,
                headers.first("Content-Type"),
                headers.first("Content-Location"),
                body.cut() ? Validators.NONE : headers.validators(now),
                body.cut() ? null : headers.freshFor(now),
                body.bytes(),
                hop,
                null,
                headers.links(),
                headers.terms(),
                body.cut());
    }

    private static Step redirect(URI url, int status, String location, int hop) {
        var resolved = Reference.resolve(url, location);
        if (resolved.isEmpty()) {
            return end(FetchReason.BAD_ANSWER, status, url, "redirects to no address");
        }
        var target = Reference.web(url, location);
        if (target.isEmpty() || target.get().getRawAuthority().indexOf('@') >= 0) {
            return end(FetchReason.BAD_ADDRESS, status, url, "redirects to an address that is not fetched");
        }
        if (hop + 1 > MAX_HOPS) {
            return end(FetchReason.REDIRECTS, status, url, "redirects more than " + MAX_HOPS + " times");
        }
        return sameServer(url, target.get())
                ? new Step.Next(target.get(), isPermanent(status))
                : new Step.End(new WebAnswer.Moved(target.get(), status, hop + 1, isPermanent(status)));
    }

    private static Step end(FetchReason reason, int status, URI url, String detail) {
        return new Step.End(new WebAnswer.Failed(reason, status, url, null, detail));
    }

    private static WebAnswer failed(FetchReason reason, URI url, String detail) {
        return new WebAnswer.Failed(reason, null, url, null, detail);
    }

    private static Validators kept(Validators sent, Validators got) {
        return new Validators(
                got.etag() == null ? sent.etag() : got.etag(),
                got.lastModified() == null ? sent.lastModified() : got.lastModified());
    }

    private static boolean isRedirect(int status) {
        return switch (status) {
            case 300, 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    /** RFC 9110, sections 15.4.2 and 15.4.9. */
    private static boolean isPermanent(int status) {
        return status == 301 || status == 308;
    }

    private static boolean sameServer(URI one, URI other) {
        return target(one).equals(target(other));
    }

    private static HttpHost target(URI url) {
        var scheme = Objects.requireNonNull(url.getScheme()).toLowerCase(Locale.ROOT);
        var authority = url.getRawAuthority();
        if (authority.indexOf('@') >= 0) {
            throw new IllegalArgumentException("credentials in an address are not used");
        }
        // URI has no host for numbers such as 127.1 and for names with an underscore: both are real.
        var colon = authority.lastIndexOf(':');
        var named = colon > authority.lastIndexOf(']');
        var host = (named ? authority.substring(0, colon) : authority).toLowerCase(Locale.ROOT);
        var digits = named ? authority.substring(colon + 1) : "";
        var port = digits.isEmpty() ? ("https".equals(scheme) ? 443 : 80) : Integer.parseInt(digits);
        if (host.isEmpty() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("no host and port: " + authority);
        }
        var bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return new HttpHost(scheme, bare, port);
    }

    private HttpGet request(Get get, URI url) {
        var request = new HttpGet(url);
        request.setHeader("User-Agent", settings.userAgent());
        request.setHeader("Accept", get.accept.header());
        request.setHeader("Accept-Encoding", BodyReader.CODINGS);
        get.subscription.ifPresent(own -> own.headers().forEach(request::setHeader));
        if (!get.validators.areFor(url)) {
            return request;
        }
        if (get.validators.etag() != null) {
            request.setHeader("If-None-Match", get.validators.etag());
        }
        var lastModified = get.validators.lastModified();
        if (lastModified != null && AnswerHeaders.isSensible(lastModified, clock.instant())) {
            request.setHeader("If-Modified-Since", lastModified);
        }
        return request;
    }
}
