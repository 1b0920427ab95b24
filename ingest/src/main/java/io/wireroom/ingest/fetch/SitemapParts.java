package io.wireroom.ingest.fetch;

import io.wireroom.contract.LinkId;
import io.wireroom.contract.Source;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.address.Sha256;
import io.wireroom.contract.work.AnswerTo;
import io.wireroom.contract.work.Link;
import io.wireroom.contract.work.Request;
import io.wireroom.contract.work.RequestId.SitemapPart;
import io.wireroom.contract.work.Validators;
import io.wireroom.ingest.site.Sitemap.Child;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Selects the sitemaps of an index to request: those that changed since the last poll, and are no archives. Each is a
 * request of its own, at its own host's pace; its answer goes to the index' source as well. Pure.
 */
final class SitemapParts {

    /** An index within an index is read; one within that is not. */
    static final int MAX_DEPTH = 2;

    /** As many parts as one poll requests; the others follow at the next. */
    static final int MAX_AT_ONCE = 20;

    /** The newest of an index; with their pages they must fit into what the scheduler remembers. */
    private static final int MAX_PARTS = 500;

    private static final int MAX_UNDATED = 4;

    /** Of the parts without a date of change that are requested in turn. */
    private static final int MAX_IN_TURN = 4;

    private static final int STEP_OF_DAY = 97;
    private static final Duration DEFAULT_HORIZON = Duration.ofDays(7);
    private static final Pattern NO_ARTICLES = Pattern.compile(
            "(^|[^a-z])(categor(y|ies)|tags?|authors?|pages?|images?|videos?|products?|topics?|sections?|static|users?"
                    + "|profiles?|events?|taxonomy|tax|keywords?|locations?|galler(y|ies)|podcasts?)([^a-z]|$)");

    private SitemapParts() {}

    /**
     * What is to be requested.
     *
     * @param seen hashes of the parts that need not be read again until they change
     * @param links one for each part
     */
    record Asked(List<Long> seen, List<Link> links) {}

    /** How deep the answer to this request lies: 0 for the poll itself. */
    static int depth(Request request) {
        return Optional.ofNullable(request.answerTo())
                .flatMap(owner -> owner.requestId().sitemapPart())
                .map(SitemapPart::depth)
                .orElse(0);
    }

    /** What a part that was read is remembered by, whatever its date of change. */
    static long readHash(URI part) {
        return Sha256.shortHash("read\n" + part);
    }

    static Asked ask(Request.Poll request, List<Child> children, Instant now) {
        var known = new HashSet<>(request.known());
        var oldest = now.minus(Objects.requireNonNullElse(request.horizon(), DEFAULT_HORIZON));
        var seen = new ArrayList<Long>();
        var links = new ArrayList<Link>();
        var dated = children.stream().filter(child -> child.changed() != null).limit(MAX_PARTS);
        for (var child : dated.toList()) {
            var hash = Sha256.shortHash("part\n" + child.url() + '\n' + child.changed());
            if (known.contains(hash)
                    || Objects.requireNonNull(child.changed()).isBefore(oldest)
                    || !hasArticles(child)) {
                seen.add(hash);
            } else if (links.size() < MAX_AT_ONCE) {
                seen.add(hash);
                links.addAll(link(request, child, hash));
            }
        }
        askUndated(request, children, known, now, new Asked(seen, links));
        return new Asked(seen, links);
    }

    /**
     * Parts without a date of change: at each poll those where news are most likely, and a few of the others in turn, each
     * once a day.
     */
    private static void askUndated(
            Request.Poll request, List<Child> children, Set<Long> known, Instant now, Asked asked) {
        var candidates = children.stream()
                .filter(child -> child.changed() == null && hasArticles(child))
                .toList();
        var likely = likely(candidates, now);
        for (var child : likely) {
            if (asked.links.size() < MAX_AT_ONCE) {
                asked.links.addAll(link(request, child, Sha256.shortHash("part\n" + child.url() + "\nnull")));
            }
        }
        var day = now.atZone(ZoneOffset.UTC).toLocalDate();
        var others =
                candidates.stream().filter(child -> !likely.contains(child)).toList();
        var inTurn = 0;
        for (var i = 0; i < others.size(); i++) {
            // Each day begins at another one, so that the last of many get their turn too.
            var child = others.get((int) ((i + day.toEpochDay() * STEP_OF_DAY) % others.size()));
            var hash = Sha256.shortHash("asked\n" + child.url() + '\n' + day);
            if (known.contains(hash)) {
                asked.seen.add(hash);
            } else if (inTurn < MAX_IN_TURN && asked.links.size() < MAX_AT_ONCE) {
                inTurn++;
                asked.seen.add(hash);
                asked.links.addAll(link(request, child, hash));
            }
        }
    }

    /** Those for today by name, otherwise both ends. */
    private static List<Child> likely(List<Child> candidates, Instant now) {
        var today = now.atZone(ZoneOffset.UTC);
        var month = Pattern.compile(
                "news|latest|recent|today|%d[-_/]?%02d(\\D|$)".formatted(today.getYear(), today.getMonthValue()));
        var named = candidates.stream()
                .filter(child -> month.matcher(path(child)).find())
                .limit(MAX_UNDATED)
                .toList();
        if (!named.isEmpty() || candidates.size() <= MAX_UNDATED) {
            return named.isEmpty() ? candidates : named;
        }
        var ends = new ArrayList<>(candidates.subList(0, MAX_UNDATED / 2));
        ends.addAll(candidates.subList(candidates.size() - MAX_UNDATED / 2, candidates.size()));
        return ends;
    }

    private static boolean hasArticles(Child child) {
        var path = path(child);
        return !NO_ARTICLES.matcher(path.substring(path.lastIndexOf('/') + 1)).find();
    }

    private static String path(Child child) {
        var query = child.url().getRawQuery();
        return (child.url().getRawPath() + (query == null ? "" : '?' + query)).toLowerCase(Locale.ROOT);
    }

    private static List<Link> link(Request.Poll request, Child child, long hash) {
        var address = Address.of(child.url().toString());
        if (address.isEmpty()) {
            return List.of();
        }
        var owner =
                request.answerTo() == null ? request.site() : request.answerTo().site();
        var part = new SitemapPart(depth(request) + 1, hash, request.source().id());
        var delegated = new Request.Poll(
                Request.Head.once(request.id().ofPart(hash), child.url(), 0),
                Source.Kind.SITEMAP,
                request.source(),
                Validators.NONE,
                request.known(),
                request.horizon(),
                new AnswerTo(owner, part.id()));
        return List.of(new Link.Delegated(LinkId.of(address.get()), delegated));
    }
}
