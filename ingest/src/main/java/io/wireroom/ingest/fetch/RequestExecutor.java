package io.wireroom.ingest.fetch;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.LinkId;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.Source;
import io.wireroom.contract.SourceRef;
import io.wireroom.contract.Status;
import io.wireroom.contract.Step;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.work.AnswerTo;
import io.wireroom.contract.work.Fetched;
import io.wireroom.contract.work.Link;
import io.wireroom.contract.work.PollReport;
import io.wireroom.contract.work.RawPage;
import io.wireroom.contract.work.Request;
import io.wireroom.contract.work.RequestId;
import io.wireroom.contract.work.RobotsRules;
import io.wireroom.contract.work.Validators;
import io.wireroom.ingest.fetch.Handover.Answer;
import io.wireroom.ingest.parsing.Parsed;
import io.wireroom.ingest.parsing.ParsingPool;
import io.wireroom.ingest.web.Accept;
import io.wireroom.ingest.web.BodyBudget;
import io.wireroom.ingest.web.RobotsParser;
import io.wireroom.ingest.web.Web;
import io.wireroom.ingest.web.WebAnswer;
import io.wireroom.ingest.web.WebClient;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Executes one request: fetches, reads the answer, and returns what is to be written. Thread-safe; blocks. */
final class RequestExecutor {

    private static final Set<String> PAGE_TYPES = Set.of(
            "text/html",
            "application/xhtml+xml",
            "text/plain",
            "application/xml",
            "text/xml",
            "application/octet-stream");

    private static final int NOT_MODIFIED = 304;

    private final Web web;
    private final InstantSource clock;
    private final ParsingPool parsing;

    RequestExecutor(Web web, InstantSource clock, ParsingPool parsing) {
        this.web = web;
        this.clock = clock;
        this.parsing = parsing;
    }

    /** A share of the memory for bodies, still empty. */
    BodyBudget.Share share() {
        return web.share();
    }

    /** As the other {@code execute}; the page's bytes are not counted after the return. */
    Handover execute(Request.Supported request) {
        try (var share = share()) {
            return execute(request, share);
        }
    }

    /**
     * What the request brought; never throws for anything that the web does.
     *
     * @param share holds the body's bytes; the caller closes it when the hand-over's page is no longer in memory
     */
    Handover execute(Request.Supported request, BodyBudget.Share share) {
        var started = System.nanoTime();
        var answer = web.get(
                request.url(), request.validators(), Accept.of(request.kind()), request.hops(), share, source(request));
        var took = Duration.ofNanos(System.nanoTime() - started);
        return switch (answer) {
            case WebAnswer.Ok ok -> got(request, ok, took);
            case WebAnswer.NotModified same -> notModified(request, same, took);
            case WebAnswer.Moved moved -> moved(request, moved, took);
            case WebAnswer.Failed failed -> failed(request, failed, took);
        };
    }

    private static @Nullable SourceRef source(Request.Supported request) {
        return switch (request) {
            case Request.Page page -> page.item().source();
            case Request.Poll poll -> poll.source();
            case Request.Robots robots -> null;
        };
    }

    /** The answer to a request that this fetcher may not execute. */
    static Handover returned(Request request) {
        return answer(request.site(), new Fetched.Returned(request.id(), request.kind()));
    }

    /** The answer to a request of a kind that this version does not know: perhaps another fetcher does. */
    static Handover notUnderstood(Request.Other request, Duration pause) {
        return answer(request.site(), Fetched.Returned.heldBack(request.id(), Source.Kind.PAGE, pause));
    }

    /** The notice that a request which was handed back before begins. */
    static Handover begun(Request request) {
        return answer(request.site(), Fetched.Begun.with(request));
    }

    /** The answer to a request that waits until fewer slow hosts have requests. */
    static Handover heldBack(Request request, Duration pause) {
        return answer(request.site(), Fetched.Returned.heldBack(request.id(), request.kind(), pause));
    }

    /**
     * The answer to a request record that went to the dead letters, from its key and headers.
     *
     * @param reason {@link FetchReason#POISON} if it could not be read: the scheduler, which knows the item, then writes
     *     its end; {@link FetchReason#CRASH} if processing failed: the end is then written beside this answer
     */
    static Handover unprocessed(Site site, RequestId requestId, FetchReason reason, String why) {
        return answer(site, Fetched.Failed.unprocessed(requestId, reason, why));
    }

    private static Handover answer(Site site, Fetched fetched) {
        return new Handover(List.of(new Answer(site, fetched)), List.of(), List.of(), null);
    }

    private Handover got(Request.Supported request, WebAnswer.Ok ok, Duration took) {
        return switch (request) {
            case Request.Page page -> page(page, ok, took);
            case Request.Robots robots ->
                parsed(robots, ok, took, () -> {
                    var rules = RobotsParser.parse(ok.finalUrl(), ok.status(), ok.body());
                    return robots(robots, rules, ok.finalUrl(), ok.status(), took);
                });
            case Request.Poll poll -> parsed(poll, ok, took, () -> source(poll, ok, took));
        };
    }

    private Handover parsed(Request request, WebAnswer.Ok ok, Duration took, Supplier<Handover> parser) {
        return switch (parsing.parse(parser)) {
            case Parsed.Done(var handover) -> handover;
            case Parsed.TooComplex(var why) -> refused(request, FetchReason.TOO_COMPLEX, why, ok, took);
        };
    }

    private Handover page(Request.Page request, WebAnswer.Ok ok, Duration took) {
        if (!isPage(ok.contentType())) {
            return refused(request, FetchReason.WRONG_TYPE, "served as " + ok.contentType(), ok, took);
        }
        if (ok.body().length == 0) {
            return refused(request, FetchReason.BAD_ANSWER, "status " + ok.status() + " without a body", ok, took);
        }
        var now = clock.instant();
        var capture = new RawPage.Capture(
                request.item(),
                request.attempt(),
                ok.url(),
                ok.finalUrl(),
                ok.status(),
                ok.contentType(),
                now,
                ok.terms().refusing(request.refusedAgents()));
        var fetched = new Fetched.Done(head(request, took, null), response(ok), List.of(), 0, null);
        var outcome = outcome(request, Status.FETCHED, null, now);
        return new Handover(answers(request, fetched), List.of(), List.of(outcome), new RawPage(capture, ok.body()));
    }

    private Handover source(Request.Poll request, WebAnswer.Ok ok, Duration took) {
        return switch (Announcements.read(request, ok, clock.instant())) {
            case Announcements.Read.Announced(var seen, var links, var outcomes, var report) -> {
                var shown = ok.cut() ? report.ofCutAnswer() : report;
                var head = head(request, took, shown.movedTo(ok.movedTo()));
                var fetched = new Fetched.Done(head, response(ok), seen, links.size(), null);
                yield new Handover(answers(request, fetched), links, outcomes, null);
            }
            case Announcements.Read.Unreadable unreadable ->
                refused(request, FetchReason.NOT_A_FEED, unreadable.why(), ok, took);
        };
    }

    private static Handover robots(
            Request.Robots request, RobotsRules rules, URI finalUrl, @Nullable Integer status, Duration took) {
        var response = new Fetched.Response(status, finalUrl, Validators.NONE, null, 0);
        var fetched = new Fetched.Done(head(request, took, null), response, List.of(), 0, rules);
        return new Handover(answers(request, fetched), List.of(), List.of(), null);
    }

    private Handover notModified(Request request, WebAnswer.NotModified same, Duration took) {
        var response = new Fetched.Response(
                NOT_MODIFIED, same.finalUrl(), same.validators().from(same.finalUrl()), same.freshFor(), 0);
        var fetched = new Fetched.NotModified(reported(request, took, same.movedTo()), response);
        var outcomes = request instanceof Request.Page page
                ? List.of(outcome(page, Status.UNCHANGED, null, clock.instant())
                        .withDetail("304: as at the revisit before"))
                : List.<Outcome>of();
        return new Handover(answers(request, fetched), List.of(), outcomes, null);
    }

    /** A redirect to another host: the site of the target continues with it. */
    private Handover moved(Request.Supported request, WebAnswer.Moved moved, Duration took) {
        if (moved.hops() > WebClient.MAX_HOPS) {
            return endless(
                    request, moved, FetchReason.REDIRECTS, "more than " + WebClient.MAX_HOPS + " redirects", took);
        }
        var address = Address.of(moved.target().toString());
        var target = Address.web(moved.target().toString());
        if (address.isEmpty() || target.isEmpty()) {
            return endless(request, moved, FetchReason.BAD_ADDRESS, "redirects to no web address", took);
        }
        var id = LinkId.of(address.get());
        var url = target.get();
        var outcomes = request instanceof Request.Page page
                ? List.of(outcome(page, Status.MOVED, null, clock.instant()).withDetail("to " + moved.target()))
                : List.<Outcome>of();
        var next = Request.Head.once(request.id().redirected(moved.hops()), url, moved.hops());
        var link = switch (request) {
            case Request.Page page ->
                new Link.Redirected(id, url, Site.of(url), page.item(), moved.hops(), page.attempt() + 1);
            case Request.Poll poll -> new Link.Delegated(id, poll.delegated(next, owner(poll)));
            case Request.Robots robots -> new Link.Delegated(id, new Request.Robots(next, owner(robots)));
        };
        var fetched = new Fetched.Moved(reported(request, took, moved.permanent() ? moved.target() : null));
        return new Handover(answers(request, fetched), List.of(link), outcomes, null);
    }

    private Handover endless(Request request, WebAnswer.Moved moved, FetchReason reason, String why, Duration took) {
        return failed(request, new WebAnswer.Failed(reason, moved.status(), request.url(), null, why), took);
    }

    /** The answer to a poll names the address that was requested, so that it is not taken for one about a new address. */
    private static Fetched.Head reported(Request request, Duration took, @Nullable URI movedTo) {
        var report = request instanceof Request.Poll ? PollReport.of(request.url(), movedTo) : null;
        return head(request, took, report);
    }

    private static Fetched.Head head(Request request, Duration took, @Nullable PollReport report) {
        return new Fetched.Head(request.id(), request.kind(), took, report);
    }

    private static Fetched.Response response(WebAnswer.Ok ok) {
        return new Fetched.Response(
                ok.status(), ok.finalUrl(), ok.validators().from(ok.finalUrl()), ok.freshFor(), ok.body().length);
    }

    private static AnswerTo owner(Request request) {
        var owner = request.answerTo();
        return owner == null ? new AnswerTo(request.site(), request.id()) : owner;
    }

    private Handover failed(Request request, WebAnswer.Failed failed, Duration took) {
        if (request instanceof Request.Robots robots) {
            var rules = RobotsParser.withoutFile(failed);
            if (rules.isPresent()) {
                return robots(robots, rules.get(), failed.finalUrl(), failed.status(), took);
            }
        }
        var fetched = new Fetched.Failed(
                reported(request, took, null),
                failed.reason(),
                failed.detail(),
                failed.status(),
                failed.finalUrl(),
                failed.retryAfter());
        var answers = answers(request, fetched);
        return request instanceof Request.Page page
                ? unfetched(page, failed, answers)
                : new Handover(answers, List.of(), List.of(), null);
    }

    /** An answer that is of no use: handled as a failure, with the facts of the answer. */
    private Handover refused(Request request, FetchReason reason, String why, WebAnswer.Ok ok, Duration took) {
        return failed(request, new WebAnswer.Failed(reason, ok.status(), ok.finalUrl(), null, why), took);
    }

    /**
     * Ends an item without its page: another attempt follows; or, at a revisit that found the page away, the scheduler
     * decides; or the feed's entry replaces the page; or the item ends here.
     */
    private Handover unfetched(Request.Page request, WebAnswer.Failed failed, List<Answer> answers) {
        var item = request.item();
        var reason = failed.reason();
        var now = clock.instant();
        var tryAgain = reason.transientFailure() && !request.lastAttempt();
        var goesOn = tryAgain || (item.revisit() > 0 && reason.isAway());
        // At a revisit the article may be known by where the redirect led, which the entry does not show.
        var strayed = item.revisit() > 0 && request.hops() > 0;
        var entry = goesOn || strayed ? Optional.<RawPage>empty() : RawPage.ofEntry(item, request.attempt(), now);
        var status = goesOn ? Status.FAILED : entry.isPresent() ? Status.FETCHED : Status.NOT_FETCHED;
        var outcome = outcome(request, status, reason.wireName(), now).withDetail(failed.detail());
        return new Handover(answers, List.of(), List.of(outcome), entry.orElse(null));
    }

    private static Outcome outcome(Request.Page request, Status status, @Nullable String reason, Instant now) {
        return Outcome.of(request.item(), Step.FETCH, request.attempt(), status, reason, now);
    }

    /** To the host's own scheduler, and a copy under the owner's request to who else waits. */
    private static List<Answer> answers(Request request, Fetched fetched) {
        var answers = new ArrayList<Answer>();
        answers.add(new Answer(request.site(), fetched));
        var owner = request.answerTo();
        if (owner != null) {
            answers.add(new Answer(owner.site(), fetched.as(owner.requestId())));
        }
        return answers;
    }

    private static boolean isPage(@Nullable String contentType) {
        if (contentType == null || contentType.isBlank()) {
            return true;
        }
        var semicolon = contentType.indexOf(';');
        var type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
        return PAGE_TYPES.contains(type.strip().toLowerCase(Locale.ROOT));
    }
}
