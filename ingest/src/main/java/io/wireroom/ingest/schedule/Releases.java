package io.wireroom.ingest.schedule;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.address.Host;
import io.wireroom.contract.work.Request;
import io.wireroom.contract.work.RequestId;
import io.wireroom.ingest.schedule.HostState.Subject;
import io.wireroom.ingest.schedule.WorkQueues.HostQueue;
import io.wireroom.ingest.schedule.WorkQueues.Turn;
import io.wireroom.ingest.schedule.gate.PageGate;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/** Releases the next request of a host: polls, delegated requests and pages take turns. */
final class Releases {

    private static final Duration GATE_RETRY = Duration.ofSeconds(1);
    private static final int STEPS_AT_ONCE = 100;

    private final int partition;
    private final WorkQueues queues;
    private final Hosts hosts;
    private final Polls polls;
    private final Frontier frontier;
    private final DelegatedFetches delegated;
    private final RobotsGate robots;
    private final PageGate pages;
    private final Supplier<RequestId> requestIds;
    private final Outbox outbox;

    Releases(
            int partition,
            WorkQueues queues,
            Hosts hosts,
            Polls polls,
            Frontier frontier,
            DelegatedFetches delegated,
            RobotsGate robots,
            PageGate pages,
            Supplier<RequestId> requestIds,
            Outbox outbox) {
        this.partition = partition;
        this.queues = queues;
        this.hosts = hosts;
        this.polls = polls;
        this.frontier = frontier;
        this.delegated = delegated;
        this.robots = robots;
        this.pages = pages;
        this.requestIds = requestIds;
        this.outbox = outbox;
    }

    /**
     * Releases the next request of the host, if one may go now. Stale and forbidden work found on the way is cleared, but
     * only a limited amount at once, because other hosts wait.
     */
    void release(Host host, Instant now) {
        var queue = queues.of(host);
        var steps = 0;
        while (!queue.isEmpty() && hosts.ready(host, now)) {
            if (++steps > STEPS_AT_ONCE) {
                hosts.wakeAt(host, now);
                break;
            }
            if (!releaseNext(host, queue, now)) {
                break;
            }
        }
        queues.forgetIfEmpty(host);
    }

    private boolean releaseNext(Host host, HostQueue queue, Instant now) {
        var turn = queue.turn();
        for (var tried = 0; tried < Turn.values().length; tried++) {
            var key = queue.first(turn);
            if (key != null && releaseOrSetAside(turn, key, host, queue, now)) {
                return true;
            }
            turn = turn.next();
        }
        return false;
    }

    private boolean releaseOrSetAside(Turn turn, String key, Host host, HostQueue queue, Instant now) {
        try {
            return release(turn, key, host, queue, now);
        } catch (KafkaException e) {
            throw e; // of the task, not of this key
        } catch (RuntimeException e) {
            queue.remove(turn, key);
            switch (turn) {
                case POLL -> polls.setAside(key, e, now);
                case DELEGATED -> delegated.setAside(key, e);
                case PAGE -> frontier.setAside(key, e, now);
            }
            return true;
        }
    }

    /** Whether the queues or the host changed; false leaves the work in its place. */
    private boolean release(Turn turn, String key, Host host, HostQueue queue, Instant now) {
        var waiting = waiting(turn, key, host, now);
        if (waiting.isPresent()) {
            var work = waiting.get();
            switch (robots.decide(host, work.kind(), work.url(), now)) {
                case FETCH_RULES -> {
                    send(host, robotsRequest(work.url(), host), Subject.ROBOTS, host.authority());
                    return true;
                }
                case WAIT -> {
                    if (turn == Turn.PAGE) {
                        return false; // the answer wakes the host
                    }
                    work.putOff(now.plus(GATE_RETRY));
                }
                case UNREADABLE -> work.putOff(hosts.of(host).robots().until());
                case DISALLOWED -> work.forbidden(FetchReason.ROBOTS, "robots.txt", now);
                case EXCLUDED -> work.forbidden(FetchReason.EXCLUDED, "rules/hosts.yaml", now);
                case GIVEN_UP -> work.robotsUnreadable(hosts.of(host).robots().until(), now);
                case ALLOWED -> {
                    if (turn == Turn.PAGE && !pages.open(partition)) {
                        hosts.wakeAt(host, now.plus(GATE_RETRY));
                        return false;
                    }
                    send(host, withTerms(work.release(requestIds.get()), host), turn.subject(), key);
                    queue.nextTurn(turn);
                }
            }
        }
        queue.remove(turn, key);
        return true;
    }

    /** What waits under this key at this host; stale keys give nothing. */
    private Optional<HostWork> waiting(Turn turn, String key, Host host, Instant now) {
        return switch (turn) {
            case POLL -> polls.waitingHere(key, host, now);
            case DELEGATED -> delegated.waitingHere(key, host, now);
            case PAGE -> frontier.waitingHere(key, host, now);
        };
    }

    private Request robotsRequest(URI page, Host host) {
        var url = URI.create(page.getScheme() + "://" + page.getRawAuthority() + "/robots.txt");
        var head = Request.Head.once(
                requestIds.get(), url, 0, hosts.of(host).robots().wasReturned());
        return new Request.Robots(head, null);
    }

    /** A page's request carries what robots.txt states about its use. */
    private Request withTerms(Request request, Host host) {
        return request instanceof Request.Page page ? page.refusing(robots.refusedAgents(host, page.url())) : request;
    }

    private void send(Host host, Request request, Subject subject, String key) {
        hosts.opened(host, request.id(), subject, key, outbox.now());
        outbox.request(request);
    }
}
