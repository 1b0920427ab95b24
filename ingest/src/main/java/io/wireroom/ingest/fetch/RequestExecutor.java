package io.wireroom.ingest.fetch;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.Item;
import io.wireroom.contract.LinkId;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.Source;
import io.wireroom.contract.Status;
import io.wireroom.contract.Step;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.work.AnswerTo;
import io.wireroom.contract.work.Fetched;
import io.wireroom.contract.work.Fetched.Result;
import io.wireroom.contract.work.Link;
import io.wireroom.contract.work.PollReport;
import io.wireroom.contract.work.RawPage;
import io.wireroom.contract.work.Request;
import io.wireroom.contract.work.RobotsRules;
import io.wireroom.contract.work.Validators;
import io.wireroom.ingest.fetch.Handover.Answer;
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
import org.jspecify.annotations.Nullable;

/** Executes one request: asks the web, reads what came, and says what is to be written. Thread-safe; blocks. */
final class RequestExecutor {

    private static final Set<String> PAGE_TYPES = Set.of(
            "text/html",
            "application/xhtml+xml",
            "text/plain",
            "application/xml",
            "text/xml",
            "application/octet-stream");

    private final Web web;
    private final InstantSource clock;

    RequestExecutor(Web web, InstantSource clock) {
        this.web = web;
        this.clock = clock;
    }

    /** A share of the memory for bodies, still empty. */
    BodyBudget.Share share() {
        return web.share();
    }

    /** As the other {@code execute}; the page's bytes are not counted after the return. */
    Handover execute(Request request) {
        try (var share = share()) {
            return execute(request, share);
        }
    }

    /**
     * What the request brought; never throws for anything that the web does.
     *
     * @param share holds the body's bytes; the caller closes it when the hand-over's page is no longer in memory
     */
    Handover execute(Request request, BodyBudget.Share share) {
        var started = System.nanoTime();
        var answer = web.get(request.url(), request.validators(), Accept.of(request.kind()), request.hops(), share);
        var took = Duration.ofNanos(System.nanoTime() - started);
        return switch (answer) {
            case WebAnswer.Ok ok -> got(request, ok, took);
            case WebAnswer.NotModified same -> notModified(request, same, took);
            case WebAnswer.Moved moved -> moved(request, moved, took);
            case WebAnswer.Failed failed -> failed(request, failed, took);
        };
    }

    /** The answer to a request that this fetcher may not execute. */
    static Handover returned(Request request) {
        return new Handover(
                List.of(new Answer(request.site(), Fetched.returned(request.id(), request.kind()))),
                List.of(),
                List.of(),
                null);
    }

    /** The answer to a request that waits until fewer slow hosts are being asked. */
    static Handover heldBack(Request request, Duration pause) {
        return new Handover(
                List.of(new Answer(request.site(), Fetched.heldBack(request.id(), request.kind(), pause))),
                List.of(),
                List.of(),
                null);
    }

    /**
     * The answer to a request record that went to the dead letters, by what its key and headers tell.
     *
     * @param reason {@link FetchReason#POISON} when it could not be read: then the scheduler, which knows the item, writes
     *     its end; {@link FetchReason#CRASH} when we failed at it: then the end is written beside this answer
     */
    static Handover unprocessed(String site, String requestId, FetchReason reason, String why) {
        var fetched = new Fetched(
                requestId,
                Source.Kind.PAGE,
                Result.FAILED,
                reason,
                why,
                null,
                null,
                Validators.NONE,
                List.of(),
                0,
                null,
                null,
                0,
                Duration.ZERO,
                null,
                null);
        return new Handover(List.of(new Answer(site, fetched)), List.of(), List.of(), null);
    }

    private Handover got(Request request, WebAnswer.Ok ok, Duration took) {
        return switch (request.kind()) {
            case PAGE -> page(request, ok, took);
            case ROBOTS ->
                robots(
                        request,
                        RobotsParser.parse(ok.finalUrl(), ok.status(), ok.body()),
                        ok.finalUrl(),
                        ok.status(),
                        took);
            case FEED, SITEMAP, SECTION -> source(request, ok, took);
        };
    }

    private Handover page(Request request, WebAnswer.Ok ok, Duration took) {
        var item = itemOf(request);
        if (!isPage(ok.contentType())) {
            return refused(request, FetchReason.WRONG_TYPE, "served as " + ok.contentType(), ok, took);
        }
        if (ok.body().length == 0) {
            return refused(request, FetchReason.BAD_ANSWER, "status " + ok.status() + " without a body", ok, took);
        }
        var now = clock.instant();
        var capture = new RawPage.Capture(
                item, request.attempt(), ok.url(), ok.finalUrl(), ok.status(), ok.contentType(), now);
        var outcome = outcome(item, request, Status.FETCHED, null, now);
        return new Handover(
                answers(request, done(request, ok, List.of(), 0, took)),
                List.of(),
                List.of(outcome),
                new RawPage(capture, ok.body()));
    }

    private Handover source(Request request, WebAnswer.Ok ok, Duration took) {
        return switch (Announcements.read(request, ok, clock.instant())) {
            case Announcements.Read.Announced(var seen, var links, var outcomes, var report) -> {
                var fetched = done(request, ok, seen, links.size(), took).withPoll(report.movedTo(ok.movedTo()));
                yield new Handover(answers(request, fetched), links, outcomes, null);
            }
            case Announcements.Read.Unreadable unreadable ->
                refused(request, FetchReason.NOT_A_FEED, unreadable.why(), ok, took);
        };
    }

    private Handover robots(Request request, RobotsRules rules, URI finalUrl, @Nullable Integer status, Duration took) {
        var fetched = new Fetched(
                request.id(),
                request.kind(),
                Result.DONE,
                null,
                null,
                status,
                finalUrl,
                Validators.NONE,
                List.of(),
                0,
                null,
                null,
                0,
                took,
                rules,
                null);
        return new Handover(answers(request, fetched), List.of(), List.of(), null);
    }

    private Handover notModified(Request request, WebAnswer.NotModified same, Duration took) {
        var fetched = new Fetched(
                request.id(),
                request.kind(),
                Result.NOT_MODIFIED,
                null,
                null,
                304,
                same.finalUrl(),
                same.validators().from(same.finalUrl()),
                List.of(),
                0,
                same.freshFor(),
                null,
                0,
                took,
                null,
                null);
        var item = request.item();
        var outcomes = item == null
                ? List.<Outcome>of()
                : List.of(outcome(item, request, Status.UNCHANGED, null, clock.instant())
                        .withDetail("304: as at the revisit before"));
        return new Handover(answers(request, reported(request, fetched, same.movedTo())), List.of(), outcomes, null);
    }

    /** A redirect to another host: its own site goes on with it. */
    private Handover moved(Request request, WebAnswer.Moved moved, Duration took) {
        if (moved.hops() > WebClient.MAX_HOPS) {
            return failed(
                    request,
                    new WebAnswer.Failed(
                            FetchReason.REDIRECTS,
                            moved.status(),
                            request.url(),
                            null,
                            "more than " + WebClient.MAX_HOPS + " redirects"),
                    took);
        }
        var address = Address.of(moved.target().toString());
        var target = Address.web(moved.target().toString());
        if (address.isEmpty() || target.isEmpty()) {
            return failed(
                    request,
                    new WebAnswer.Failed(
                            FetchReason.BAD_ADDRESS,
                            moved.status(),
                            request.url(),
                            null,
                            "redirects to no web address"),
                    took);
        }
        var now = clock.instant();
        var site = Address.site(target.get());
        var item = request.item();
        var outcomes = item == null
                ? List.<Outcome>of()
                : List.of(outcome(item, request, Status.MOVED, null, now).withDetail("to " + moved.target()));
        var delegated = item == null ? delegated(request, moved, site) : null;
        var link = new Link(
                LinkId.of(address.get()),
                target.get(),
                site,
                request.kind(),
                item,
                0,
                moved.hops(),
                request.attempt() + 1,
                delegated);
        var told = reported(request, movedOn(request, took), moved.permanent() ? moved.target() : null);
        return new Handover(answers(request, told), List.of(link), outcomes, null);
    }

    /** A poll's answer says what was asked, so that it is not taken for one about the source's new address. */
    private static Fetched reported(Request request, Fetched fetched, @Nullable URI movedTo) {
        return request.source() == null ? fetched : fetched.withPoll(PollReport.of(request.url(), movedTo));
    }

    private static Request delegated(Request request, WebAnswer.Moved moved, String site) {
        var owner = request.answerTo() == null ? new AnswerTo(request.site(), request.id()) : request.answerTo();
        return new Request(
                request.id() + "-" + moved.hops(),
                moved.target(),
                request.kind(),
                site,
                request.source(),
                null,
                request.validators(),
                request.known(),
                request.attempt(),
                true,
                moved.hops(),
                owner,
                request.horizon());
    }

    private Handover failed(Request request, WebAnswer.Failed failed, Duration took) {
        if (request.kind() == Source.Kind.ROBOTS) {
            var rules = RobotsParser.withoutFile(failed);
            if (rules.isPresent()) {
                return robots(request, rules.get(), failed.finalUrl(), failed.status(), took);
            }
        }
        var fetched = new Fetched(
                request.id(),
                request.kind(),
                Result.FAILED,
                failed.reason(),
                failed.detail(),
                failed.status(),
                failed.finalUrl(),
                Validators.NONE,
                List.of(),
                0,
                null,
                failed.retryAfter(),
                0,
                took,
                null,
                null);
        var answers = answers(request, reported(request, fetched, null));
        var item = request.item();
        return item == null
                ? new Handover(answers, List.of(), List.of(), null)
                : unfetched(request, item, failed, answers);
    }

    /** An answer that is of no use: the same as a failure, but the answer's facts are known. */
    private Handover refused(Request request, FetchReason reason, String why, WebAnswer.Ok ok, Duration took) {
        return failed(request, new WebAnswer.Failed(reason, ok.status(), ok.finalUrl(), null, why), took);
    }

    /**
     * What becomes of an item without its page: another attempt follows; or, at a revisit that found the page away,
     * the scheduler decides; or the feed's entry goes on in its place; or it ends here.
     */
    private Handover unfetched(Request request, Item item, WebAnswer.Failed failed, List<Answer> answers) {
        var reason = failed.reason();
        var now = clock.instant();
        var tryAgain = reason.transientFailure() && !request.lastAttempt();
        var goesOn = tryAgain || (item.revisit() > 0 && reason.saysAway());
        // At a revisit the article may be known by where the redirect led, which the entry does not tell.
        var strayed = item.revisit() > 0 && request.hops() > 0;
        var entry = goesOn || strayed ? Optional.<RawPage>empty() : RawPage.ofEntry(item, request.attempt(), now);
        var status = goesOn ? Status.FAILED : entry.isPresent() ? Status.FETCHED : Status.NOT_FETCHED;
        var outcome = outcome(item, request, status, reason.wireName(), now).withDetail(failed.detail());
        return new Handover(answers, List.of(), List.of(outcome), entry.orElse(null));
    }

    private static Outcome outcome(Item item, Request request, Status status, @Nullable String reason, Instant now) {
        return Outcome.of(item, Step.FETCH, request.attempt(), status, reason, now);
    }

    private static Fetched done(Request request, WebAnswer.Ok ok, List<Long> seen, int announced, Duration took) {
        return new Fetched(
                request.id(),
                request.kind(),
                Result.DONE,
                null,
                null,
                ok.status(),
                ok.finalUrl(),
                ok.validators().from(ok.finalUrl()),
                seen,
                announced,
                ok.freshFor(),
                null,
                ok.body().length,
                took,
                null,
                null);
    }

    private static Fetched movedOn(Request request, Duration took) {
        return new Fetched(
                request.id(),
                request.kind(),
                Result.MOVED,
                null,
                null,
                null,
                null,
                Validators.NONE,
                List.of(),
                0,
                null,
                null,
                0,
                took,
                null,
                null);
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

    private static Item itemOf(Request request) {
        var item = request.item();
        if (item == null) {
            throw new IllegalArgumentException("a page request without its item: " + request.id());
        }
        return item;
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
