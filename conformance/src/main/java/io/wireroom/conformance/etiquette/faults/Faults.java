package io.wireroom.conformance.etiquette.faults;

import io.wireroom.conformance.etiquette.origin.Reply;
import io.wireroom.contract.FetchReason;
import io.wireroom.contract.work.Validators;
import io.wireroom.ingest.web.Accept;
import io.wireroom.ingest.web.WebAnswer;
import io.wireroom.ingest.web.WebAnswer.Failed;
import io.wireroom.ingest.web.WebAnswer.Moved;
import io.wireroom.ingest.web.WebAnswer.Ok;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The planted faults. */
public final class Faults {

    private Faults() {}

    /** Sends other validators than it received. */
    public static Fault sending(UnaryOperator<Validators> changed) {
        return (request, web) ->
                request.with(changed.apply(request.validators())).sendBy(web);
    }

    /** Rewrites every ETag with plain quotes. */
    public static Fault etagRewritten() {
        return sending(kept -> kept.etag() == null
                ? kept
                : new Validators(
                        '"' + kept.etag().replaceFirst("^W/", "").replace("\"", "") + '"', kept.lastModified()));
    }

    /** Rewrites every date in the preferred form. */
    public static Fault dateRewritten() {
        return sending(kept -> kept.lastModified() == null
                ? kept
                : new Validators(kept.etag(), Reply.httpDate(ZonedDateTime.now(ZoneOffset.UTC))));
    }

    /** A 304 brings no new validators. */
    public static Fault deafTo304() {
        return (request, web) -> {
            var answer = request.sendBy(web);
            return answer instanceof WebAnswer.NotModified
                    ? Answers.withValidators(answer, request.validators())
                    : answer;
        };
    }

    /** Ignores the validators of an answer with an equal body. */
    public static Fault equalBodyIgnored() {
        var bodies = new ConcurrentHashMap<URI, byte[]>();
        return (request, web) -> {
            var answer = request.sendBy(web);
            if (answer instanceof Ok ok) {
                var before = bodies.put(request.url(), ok.body());
                if (before != null && Arrays.equals(before, ok.body())) {
                    return Answers.withValidators(ok, request.validators());
                }
            }
            return answer;
        };
    }

    /** An equal Last-Modified is a document that has not changed. */
    public static Fault dateBelieved() {
        return (request, web) -> {
            var answer = request.sendBy(web);
            var before = request.validators().lastModified();
            return answer instanceof Ok ok
                            && before != null
                            && before.equals(ok.validators().lastModified())
                    ? Answers.notModified(ok.finalUrl(), request.validators())
                    : answer;
        };
    }

    /** Validators outlive an answer that has none, or follow to another address. */
    public static Fault validatorsNeverForgotten() {
        var last = new ConcurrentHashMap<String, Validators>();
        return (request, web) -> {
            var kept =
                    request.isPage() || request.isRobots() ? Validators.NONE : last.getOrDefault("", Validators.NONE);
            var answer = request.with(request.validators().equals(Validators.NONE) ? kept : request.validators())
                    .sendBy(web);
            var got = Answers.validators(answer);
            if (!got.equals(Validators.NONE)) {
                last.put("", new Validators(got.etag(), got.lastModified()));
            }
            return answer;
        };
    }

    /** Adopts a redirect at once: from then on the target is requested. */
    public static Fault movesAtOnce() {
        var moves = new ConcurrentHashMap<URI, URI>();
        return (request, web) -> {
            var answer =
                    request.at(moves.getOrDefault(request.url(), request.url())).sendBy(web);
            if (answer instanceof Moved moved) {
                moves.put(request.url(), moved.target());
            }
            return answer;
        };
    }

    /** Reads one kind of redirect as another. */
    public static Fault movesAs(int status) {
        return (request, web) -> {
            var answer = request.sendBy(web);
            return answer instanceof Moved moved ? Answers.moved(moved, moved.target(), status) : answer;
        };
    }

    /** Keeps the first target of a redirect forever. */
    public static Fault firstTargetStays() {
        var targets = new ConcurrentHashMap<URI, URI>();
        return (request, web) -> {
            var answer = request.sendBy(web);
            if (answer instanceof Moved moved) {
                targets.putIfAbsent(request.url(), moved.target());
                return Answers.moved(moved, targets.getOrDefault(request.url(), moved.target()), moved.status());
            }
            return answer;
        };
    }

    /** Does not count redirects. */
    public static Fault hopsForgotten() {
        return (request, web) -> {
            var answer = request.hops(0).sendBy(web);
            return answer instanceof Moved moved ? Answers.withHops(moved, 1) : answer;
        };
    }

    /** Reports every failure as another one. */
    public static Fault failsAs(FetchReason reason, int status) {
        return (request, web) ->
                request.isRobots() ? request.sendBy(web) : Answers.withReason(request.sendBy(web), reason, status);
    }

    /** Reads a failure as "not modified". */
    public static Fault failuresIgnored() {
        return (request, web) -> {
            var answer = request.sendBy(web);
            return answer instanceof Failed && !request.isRobots()
                    ? Answers.notModified(request.url(), request.validators())
                    : answer;
        };
    }

    /** One source's failure counts for all sources of the scenario. */
    public static Fault failuresShared() {
        var failed = new ConcurrentHashMap<String, Boolean>();
        return (request, web) -> {
            var answer = request.sendBy(web);
            if (answer instanceof Failed) {
                failed.put("", true);
            }
            return failed.containsKey("") ? Answers.failed(FetchReason.NOT_FOUND, 404, request.url()) : answer;
        };
    }

    /** Reads another Retry-After, or none. */
    public static Fault retryAfterAs(@Nullable Duration retryAfter) {
        return (request, web) -> Answers.withRetryAfter(request.sendBy(web), retryAfter);
    }

    /** Ignores the freshness of answers. */
    public static Fault freshnessUnseen() {
        return (request, web) -> Answers.withFreshness(request.sendBy(web), null);
    }

    /** Sends every request twice at the same time. */
    public static Fault asksTwiceAtOnce() {
        return (request, web) -> {
            var second = Thread.ofVirtual().start(() -> {
                var unused = request.sendBy(web);
            });
            var answer = request.sendBy(web);
            join(second);
            return answer;
        };
    }

    /** Repeats every request as soon as it has the answer. */
    public static Fault asksAgainAtOnce() {
        return (request, web) -> {
            var unused = request.sendBy(web);
            return request.sendBy(web);
        };
    }

    /** Reads other bytes than were sent. */
    public static Fault reading(UnaryOperator<String> changed) {
        return (request, web) -> {
            var answer = request.sendBy(web);
            return answer instanceof Ok ok
                    ? Answers.withBody(
                            ok,
                            ok.contentType(),
                            changed.apply(new String(ok.body(), StandardCharsets.UTF_8))
                                    .getBytes(StandardCharsets.UTF_8))
                    : answer;
        };
    }

    /** Reads every page as HTML. */
    public static Fault everythingIsHtml() {
        return (request, web) -> {
            var answer = request.sendBy(web);
            return answer instanceof Ok ok && request.isPage() ? Answers.withBody(ok, "text/html", ok.body()) : answer;
        };
    }

    /** Requests every page twice. */
    public static Fault pagesTwice() {
        return (request, web) -> {
            if (request.isPage()) {
                var unused = request.sendBy(web);
            }
            return request.sendBy(web);
        };
    }

    /** Cannot decode the encoding that it accepts. */
    public static Fault sourcesUnreadable() {
        return (request, web) -> {
            var answer = request.sendBy(web);
            return answer instanceof Ok && !request.isPage() && !request.isRobots()
                    ? Answers.failed(FetchReason.BAD_ANSWER, 200, request.url())
                    : answer;
        };
    }

    /** Never requests robots.txt; everything is allowed. */
    public static Fault robotsUnasked() {
        return (request, web) ->
                request.isRobots() ? Answers.failed(FetchReason.NOT_FOUND, 404, request.url()) : request.sendBy(web);
    }

    /** Requests robots.txt and reads it as missing or broken. */
    public static Fault robotsAs(FetchReason reason, int status) {
        return (request, web) -> {
            var answer = request.sendBy(web);
            return request.isRobots() ? Answers.failed(reason, status, request.url()) : answer;
        };
    }

    /** Requests robots.txt before each page. */
    public static Fault robotsEachTime() {
        return (request, web) -> {
            if (request.isPage()) {
                var unused = new Fault.WebRequest(
                                request.url().resolve("/robots.txt"), Validators.NONE, Accept.ROBOTS, 0)
                        .sendBy(web);
            }
            return request.sendBy(web);
        };
    }

    /** Follows a redirect to another host at once, without that host's queue and rules. */
    public static Fault followsAtOnce() {
        return (request, web) -> {
            var answer = request.sendBy(web);
            return answer instanceof Moved moved ? request.at(moved.target()).sendBy(web) : answer;
        };
    }

    /** Delays the requests of a host until another request has ended, for a minute at most. */
    public static Fault feedsWaitFor(String host, BooleanSupplier done) {
        return (request, web) -> {
            for (var i = 0; i < 600 && host.equals(request.url().getHost()) && !done.getAsBoolean(); i++) {
                pause();
            }
            return request.sendBy(web);
        };
    }

    private static void pause() {
        try {
            var unused = new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads "not modified" as "come back later". */
    public static Fault notModifiedAsOverload() {
        return (request, web) -> {
            var answer = request.sendBy(web);
            return answer instanceof WebAnswer.NotModified
                    ? new Failed(FetchReason.OVERLOADED, 503, request.url(), Duration.ofMinutes(5), "planted")
                    : answer;
        };
    }
}
