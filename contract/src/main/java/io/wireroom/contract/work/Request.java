package io.wireroom.contract.work;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.wireroom.contract.Item;
import io.wireroom.contract.Source;
import io.wireroom.contract.SourceRef;
import io.wireroom.contract.address.Site;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What to fetch next ({@code news.request.v1}); keyed and placed by site. One flat JSON object for all kinds. */
@JsonSerialize(converter = RequestJson.Writer.class)
@JsonDeserialize(converter = RequestJson.Reader.class)
public sealed interface Request {

    /** What every request has. */
    Head head();

    /** What is fetched. */
    Source.Kind kind();

    /** The validators to send. */
    Validators validators();

    /** Who else waits for the answer; null if only the asker does. */
    @Nullable
    AnswerTo answerTo();

    /** The item that the request is for; null for anything but a page. */
    default @Nullable Item item() {
        return null;
    }

    /** Unique; the one answer carries it back. */
    default RequestId id() {
        return head().id();
    }

    /** The address to fetch. */
    default URI url() {
        return head().url();
    }

    /** The site of {@link #url()}; a host of it stays busy until the answer. */
    default Site site() {
        return head().site();
    }

    /** Counts from 1. */
    default int attempt() {
        return head().attempt();
    }

    /** Whether a transient failure ends the item. */
    default boolean lastAttempt() {
        return head().lastAttempt();
    }

    /** Redirects followed to {@link #url()}. */
    default int hops() {
        return head().hops();
    }

    /** Whether this request was handed back before: its fetcher reports that it begins with it. */
    default boolean handedBack() {
        return head().handedBack();
    }

    /**
     * The same request under another id.
     *
     * @param returned whether it was handed back before
     */
    default Request as(RequestId other, boolean returned) {
        var same = new Head(other, url(), site(), attempt(), lastAttempt(), hops(), returned);
        return switch (this) {
            case Poll poll -> poll.delegated(same, poll.answerTo);
            case Page page -> new Page(same, page.item, page.validators, page.refusedAgents);
            case Robots robots -> new Robots(same, robots.answerTo);
            case Other unknown -> new Other(same, unknown.answerTo);
        };
    }

    /** A request that this version can make. */
    sealed interface Supported extends Request {}

    /**
     * What every request has.
     *
     * @param id unique; the one answer carries it back
     * @param site of {@code url}; a host of it stays busy until the answer
     * @param attempt counts from 1
     * @param lastAttempt whether a transient failure ends the item
     * @param hops redirects followed to {@code url}
     * @param handedBack whether it was handed back before: its fetcher reports that it begins with it
     */
    record Head(RequestId id, URI url, Site site, int attempt, boolean lastAttempt, int hops, boolean handedBack) {

        /** Of a request that was not handed back. */
        public Head(RequestId id, URI url, Site site, int attempt, boolean lastAttempt, int hops) {
            this(id, url, site, attempt, lastAttempt, hops, false);
        }

        /** Of a request that is made once: a failure is the business of the asker. */
        public static Head once(RequestId id, URI url, int hops) {
            return once(id, url, hops, false);
        }

        /** The same, which may have been handed back before. */
        public static Head once(RequestId id, URI url, int hops, boolean handedBack) {
            return new Head(id, url, Site.of(url), 1, true, hops, handedBack);
        }
    }

    /**
     * Reads a source.
     *
     * @param kind feed, sitemap or section
     * @param known 8-byte hashes of the entries of the source's last answers
     * @param horizon age from which entries are old: those of a first answer are not announced; null to announce all
     */
    record Poll(
            Head head,
            Source.Kind kind,
            SourceRef source,
            Validators validators,
            List<Long> known,
            @Nullable Duration horizon,
            @Nullable AnswerTo answerTo)
            implements Supported {

        public Poll {
            known = List.copyOf(known);
            if (kind == Source.Kind.PAGE || kind == Source.Kind.ROBOTS || kind == Source.Kind.OTHER) {
                throw new IllegalArgumentException("a poll is of a feed, sitemap or section: " + kind);
            }
        }

        /** The same poll under another id or at another address, for this asker. */
        public Poll delegated(Head other, @Nullable AnswerTo owner) {
            return new Poll(other, kind, source, validators, known, horizon, owner);
        }
    }

    /**
     * Fetches the page of an item.
     *
     * @param refusedAgents agents that gather texts for models and that robots.txt refuses the page by their names; null if
     *     there are none
     */
    record Page(
            Head head,
            Item item,
            Validators validators,
            @Nullable List<String> refusedAgents) implements Supported {

        public Page {
            refusedAgents = refusedAgents == null || refusedAgents.isEmpty() ? null : List.copyOf(refusedAgents);
        }

        /** A request for a page that robots.txt refuses to no such agent. */
        public Page(Head head, Item item, Validators validators) {
            this(head, item, validators, null);
        }

        /** The same for a page that robots.txt refuses these agents. */
        public Page refusing(List<String> agents) {
            return new Page(head, item, validators, agents);
        }

        @Override
        public Source.Kind kind() {
            return Source.Kind.PAGE;
        }

        @Override
        public @Nullable AnswerTo answerTo() {
            return null;
        }
    }

    /** Fetches the robots.txt of a host. */
    record Robots(Head head, @Nullable AnswerTo answerTo) implements Supported {

        @Override
        public Source.Kind kind() {
            return Source.Kind.ROBOTS;
        }

        @Override
        public Validators validators() {
            return Validators.NONE;
        }
    }

    /**
     * A request of a kind that this version does not know, from a scheduler of another version. It is only read: a fetcher
     * hands it back, for another fetcher to make.
     */
    record Other(Head head, @Nullable AnswerTo answerTo) implements Request {

        @Override
        public Source.Kind kind() {
            return Source.Kind.OTHER;
        }

        @Override
        public Validators validators() {
            return Validators.NONE;
        }
    }
}
