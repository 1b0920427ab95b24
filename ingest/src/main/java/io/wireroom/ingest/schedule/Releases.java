package io.wireroom.ingest.schedule;

import io.wireroom.contract.address.Host;
import io.wireroom.contract.work.Request;
import io.wireroom.contract.work.RequestId;
import io.wireroom.ingest.schedule.HostState.Subject;
import io.wireroom.ingest.schedule.WorkQueues.HostQueue;
import io.wireroom.ingest.schedule.WorkQueues.Turn;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Releases the next request of a host: polls, delegated requests and pages take turns. */
final class Releases {

    private static final Duration GATE_RETRY = Duration.ofSeconds(1);
    private static final int STEPS_AT_ONCE = 100;

    private final int partition;
    private final WorkQueues queues;
    private final Hosts hosts;
    private final Polls polls;
    private final Frontier frontier;
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
            RobotsGate robots,
            PageGate pages,
            Supplier<RequestId> requestIds,
            Outbox outbox) {
        this.partition = partition;
        this.queues = queues;
        this.hosts = hosts;
        this.polls = polls;
        this.frontier = frontier;
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
            if (key != null && release(turn, key, host, queue, now)) {
                return true;
            }
            turn = turn.next();
        }
        return false;
    }

    /** Whether the queues or the host changed; false leaves the work in its place. */
    private boolean release(Turn turn, String key, Host host, HostQueue queue, Instant now) {
        var waiting = waiting(turn, key, host, now);
        if (waiting.isPresent()) {
            var work = waiting.get();
            switch (robots.decide(host, work.kind(), work.url(), now)) {
                case FETCH_RULES -> {
                    send(host, robotsRequest(work.url()), Subject.ROBOTS, host.authority());
                    return true;
                }
                case WAIT -> {
                    if (turn == Turn.PAGE) {
                        return false; // the answer wakes the host
                    }
                    work.putOff(now.plus(GATE_RETRY));
                }
                case UNREADABLE -> work.putOff(hosts.of(host).robotsUntil());
                case DISALLOWED -> work.disallowed(now);
                case GIVEN_UP -> work.robotsUnreadable(hosts.of(host).robotsUntil(), now);
                case ALLOWED -> {
                    if (turn == Turn.PAGE && !pages.open(partition)) {
                        hosts.wakeAt(host, now.plus(GATE_RETRY));
                        return false;
                    }
                    send(host, work.release(requestIds.get()), turn.subject(), key);
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
            case DELEGATED, PAGE -> frontier.waitingHere(key, host);
        };
    }

    private Request robotsRequest(URI page) {
        var url = URI.create(page.getScheme() + "://" + page.getRawAuthority() + "/robots.txt");
        return new Request.Robots(Request.Head.once(requestIds.get(), url, 0), null);
    }

    private void send(Host host, Request request, Subject subject, String key) {
        hosts.opened(host, request.id(), subject, key, outbox.now());
        outbox.request(request);
    }
}
