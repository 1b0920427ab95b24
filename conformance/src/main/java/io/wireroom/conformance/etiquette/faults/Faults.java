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

/** The faults that rules are broken by. */
public final class Faults {

    private Faults() {}

    /** Sends other validators than it got. */
    public static Fault sending(UnaryOperator<Validators> changed) {
        return (ask, web) -> ask.with(changed.apply(ask.validators())).by(web);
    }

    /** Writes every ETag anew, in plain quotes. */
    public static Fault etagRewritten() {
        return sending(kept -> kept.etag() == null
                ? kept
                : new Validators(
                        '"' + kept.etag().replaceFirst("^W/", "").replace("\"", "") + '"', kept.lastModified()));
    }

    /** Writes every date anew, in the preferred form. */
    public static Fault dateRewritten() {
        return sending(kept -> kept.lastModified() == null
                ? kept
                : new Validators(kept.etag(), Reply.httpDate(ZonedDateTime.now(ZoneOffset.UTC))));
    }

    /** A 304 brings no new validators. */
    public static Fault deafTo304() {
        return (ask, web) -> {
            var answer = ask.by(web);
            return answer instanceof WebAnswer.NotModified ? Answers.withValidators(answer, ask.validators()) : answer;
        };
    }

    /** An equal body is nothing new, so its validators are not looked at. */
    public static Fault equalBodyIgnored() {
        var bodies = new ConcurrentHashMap<URI, byte[]>();
        return (ask, web) -> {
            var answer = ask.by(web);
            if (answer instanceof Ok ok) {
                var before = bodies.put(ask.url(), ok.body());
                if (before != null && Arrays.equals(before, ok.body())) {
                    return Answers.withValidators(ok, ask.validators());
                }
            }
            return answer;
        };
    }

    /** An equal Last-Modified is a document that has not changed. */
    public static Fault dateBelieved() {
        return (ask, web) -> {
            var answer = ask.by(web);
            var before = ask.validators().lastModified();
            return answer instanceof Ok ok
                            && before != null
                            && before.equals(ok.validators().lastModified())
                    ? Answers.notModified(ok.finalUrl(), ask.validators())
                    : answer;
        };
    }

    /** Validators outlive an answer that has none, or follow to another address. */
    public static Fault validatorsNeverForgotten() {
        var last = new ConcurrentHashMap<String, Validators>();
        return (ask, web) -> {
            var kept = ask.isPage() || ask.isRobots() ? Validators.NONE : last.getOrDefault("", Validators.NONE);
            var answer = ask.with(ask.validators().equals(Validators.NONE) ? kept : ask.validators())
                    .by(web);
            var got = Answers.validators(answer);
            if (!got.equals(Validators.NONE)) {
                last.put("", new Validators(got.etag(), got.lastModified()));
            }
            return answer;
        };
    }

    /** A redirect is believed at first sight: from then on the target is asked. */
    public static Fault movesAtOnce() {
        var moves = new ConcurrentHashMap<URI, URI>();
        return (ask, web) -> {
            var answer = ask.at(moves.getOrDefault(ask.url(), ask.url())).by(web);
            if (answer instanceof Moved moved) {
                moves.put(ask.url(), moved.target());
            }
            return answer;
        };
    }

    /** Takes one kind of redirect for another. */
    public static Fault movesAs(int status) {
        return (ask, web) -> {
            var answer = ask.by(web);
            return answer instanceof Moved moved ? Answers.moved(moved, moved.target(), status) : answer;
        };
    }

    /** Remembers the first target of a redirect for ever. */
    public static Fault firstTargetStays() {
        var targets = new ConcurrentHashMap<URI, URI>();
        return (ask, web) -> {
            var answer = ask.by(web);
            if (answer instanceof Moved moved) {
                targets.putIfAbsent(ask.url(), moved.target());
                return Answers.moved(moved, targets.getOrDefault(ask.url(), moved.target()), moved.status());
            }
            return answer;
        };
    }

    /** Does not count redirects. */
    public static Fault hopsForgotten() {
        return (ask, web) -> {
            var answer = ask.hops(0).by(web);
            return answer instanceof Moved moved ? Answers.withHops(moved, 1) : answer;
        };
    }

    /** Takes every failure for another. */
    public static Fault failsAs(FetchReason reason, int status) {
        return (ask, web) -> ask.isRobots() ? ask.by(web) : Answers.withReason(ask.by(web), reason, status);
    }

    /** A failure is "nothing new". */
    public static Fault failuresIgnored() {
        return (ask, web) -> {
            var answer = ask.by(web);
            return answer instanceof Failed && !ask.isRobots()
                    ? Answers.notModified(ask.url(), ask.validators())
                    : answer;
        };
    }

    /** One source's failure is laid at the door of all. */
    public static Fault failuresShared() {
        var failed = new ConcurrentHashMap<String, Boolean>();
        return (ask, web) -> {
            var answer = ask.by(web);
            if (answer instanceof Failed) {
                failed.put("", true);
            }
            return failed.containsKey("") ? Answers.failed(FetchReason.NOT_FOUND, 404, ask.url()) : answer;
        };
    }

    /** Reads another Retry-After, or none. */
    public static Fault retryAfterAs(@Nullable Duration retryAfter) {
        return (ask, web) -> Answers.withRetryAfter(ask.by(web), retryAfter);
    }

    /** Does not see how long an answer is fresh. */
    public static Fault freshnessUnseen() {
        return (ask, web) -> Answers.withFreshness(ask.by(web), null);
    }

    /** Asks twice at once. */
    public static Fault asksTwiceAtOnce() {
        return (ask, web) -> {
            var second = Thread.ofVirtual().start(() -> {
                var unused = ask.by(web);
            });
            var answer = ask.by(web);
            join(second);
            return answer;
        };
    }

    /** Asks again as soon as it has the answer. */
    public static Fault asksAgainAtOnce() {
        return (ask, web) -> {
            var unused = ask.by(web);
            return ask.by(web);
        };
    }

    /** Reads other bytes than were sent. */
    public static Fault reading(UnaryOperator<String> changed) {
        return (ask, web) -> {
            var answer = ask.by(web);
            return answer instanceof Ok ok
                    ? Answers.withBody(
                            ok,
                            ok.contentType(),
                            changed.apply(new String(ok.body(), StandardCharsets.UTF_8))
                                    .getBytes(StandardCharsets.UTF_8))
                    : answer;
        };
    }

    /** Takes every page for HTML. */
    public static Fault everythingIsHtml() {
        return (ask, web) -> {
            var answer = ask.by(web);
            return answer instanceof Ok ok && ask.isPage() ? Answers.withBody(ok, "text/html", ok.body()) : answer;
        };
    }

    /** Asks for every page twice. */
    public static Fault pagesTwice() {
        return (ask, web) -> {
            if (ask.isPage()) {
                var unused = ask.by(web);
            }
            return ask.by(web);
        };
    }

    /** Cannot unpack what it asked for. */
    public static Fault sourcesUnreadable() {
        return (ask, web) -> {
            var answer = ask.by(web);
            return answer instanceof Ok && !ask.isPage() && !ask.isRobots()
                    ? Answers.failed(FetchReason.BAD_ANSWER, 200, ask.url())
                    : answer;
        };
    }

    /** Never asks for robots.txt: everything is allowed. */
    public static Fault robotsUnasked() {
        return (ask, web) -> ask.isRobots() ? Answers.failed(FetchReason.NOT_FOUND, 404, ask.url()) : ask.by(web);
    }

    /** Asks for robots.txt, and takes it for missing, or for broken. */
    public static Fault robotsAs(FetchReason reason, int status) {
        return (ask, web) -> {
            var answer = ask.by(web);
            return ask.isRobots() ? Answers.failed(reason, status, ask.url()) : answer;
        };
    }

    /** Asks for robots.txt before each page. */
    public static Fault robotsEachTime() {
        return (ask, web) -> {
            if (ask.isPage()) {
                var unused = new Fault.Ask(ask.url().resolve("/robots.txt"), Validators.NONE, Accept.ROBOTS, 0).by(web);
            }
            return ask.by(web);
        };
    }

    /** Follows a redirect to another host at once, past that host's queue and rules. */
    public static Fault followsAtOnce() {
        return (ask, web) -> {
            var answer = ask.by(web);
            return answer instanceof Moved moved ? ask.at(moved.target()).by(web) : answer;
        };
    }

    /** A host's requests wait until something else is done, a minute at most. */
    public static Fault feedsWaitFor(String host, BooleanSupplier done) {
        return (ask, web) -> {
            for (var i = 0; i < 600 && host.equals(ask.url().getHost()) && !done.getAsBoolean(); i++) {
                pause();
            }
            return ask.by(web);
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

    /** Takes "nothing new" for "come back later". */
    public static Fault notModifiedAsOverload() {
        return (ask, web) -> {
            var answer = ask.by(web);
            return answer instanceof WebAnswer.NotModified
                    ? new Failed(FetchReason.OVERLOADED, 503, ask.url(), Duration.ofMinutes(5), "planted")
                    : answer;
        };
    }
}
