package io.wireroom.ingest.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Name look-ups with a limit. The operating system's look-up cannot be interrupted and would hold the carrier of a
 * virtual thread, so it runs on a few threads of its own. Thread-safe.
 */
final class Resolver implements AddressGuard.Lookup, AutoCloseable {

    /** The look-up took longer than the limit. */
    static final class SlowLookupException extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        SlowLookupException(String message) {
            super(message);
        }
    }

    private static final int THREADS = 64;

    private final AddressGuard.Lookup lookup;
    private final Duration limit;
    private final ThreadPoolExecutor threads;

    Resolver(AddressGuard.Lookup lookup, Duration limit) {
        this.lookup = lookup;
        this.limit = limit;
        this.threads =
                new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    var thread = new Thread(task, "web-lookup");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public InetAddress[] addresses(String host) throws UnknownHostException {
        var answer = threads.submit(() -> lookup.addresses(host));
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new SlowLookupException("no address of " + host + " after " + limit.toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SlowLookupException("interrupted while resolving " + host);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException unknown) {
                throw unknown;
            }
            throw new IllegalStateException("look-up of " + host + " broke", e);
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
