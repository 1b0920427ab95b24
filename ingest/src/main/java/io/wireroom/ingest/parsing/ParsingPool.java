package io.wireroom.ingest.parsing;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Parses on a few platform threads, and gives each input a limit of CPU time. Virtual threads wait here and keep their
 * carriers free, so no input can stop the requests beside it. Thread-safe.
 *
 * <p>CPU time is counted, not wall-clock time, so that a busy machine refuses nothing. At the limit the thread is
 * interrupted, which {@link ParsingLimit#check()} turns into the end. A parser that ignores it, deep in a library, is
 * abandoned: its caller gets its answer, and another thread takes its place, up to {@value #MOST_ABANDONED} times at
 * once.
 */
public final class ParsingPool implements AutoCloseable {

    /** For one answer: a feed of 4 MiB takes a quarter of a second. */
    public static final Duration BUDGET = Duration.ofSeconds(2);

    private static final Duration GRACE = Duration.ofMillis(500);
    private static final long LOOK_MILLIS = 50;
    private static final int MOST_ABANDONED = 8;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final boolean CPU_TIME = THREADS.isThreadCpuTimeSupported() && THREADS.isThreadCpuTimeEnabled();

    private final long budgetNanos;
    private final int size;
    private final ThreadPoolExecutor threads;
    private final AtomicInteger abandoned = new AtomicInteger();

    /** A pool of the default limit with two threads a processor at most, which start when they are needed. */
    public ParsingPool() {
        this(BUDGET, Math.max(2, Runtime.getRuntime().availableProcessors()));
    }

    ParsingPool(Duration budget, int size) {
        this.budgetNanos = budget.toNanos();
        this.size = size;
        threads = new ThreadPoolExecutor(size, size, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), task -> {
            var thread = new Thread(task, "parser");
            thread.setDaemon(true);
            return thread;
        });
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Runs a parser; waits for a thread and for its end.
     *
     * @throws CancellationException when the calling thread is interrupted; the parser is stopped
     */
    public <T> Parsed<T> parse(Supplier<T> parser) {
        var job = new Job<>(parser);
        threads.execute(job);
        while (true) {
            try {
                return job.result.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                var spent = job.cpuNanos();
                if (spent > budgetNanos) {
                    job.interrupt();
                }
                if (spent > budgetNanos + GRACE.toNanos() && job.abandon()) {
                    return new Parsed.TooComplex<>(
                            "takes more CPU time than one input is given, and cannot be stopped");
                }
            } catch (ExecutionException e) {
                throw rethrown(e.getCause());
            } catch (InterruptedException e) {
                job.interrupt();
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted while an answer was parsed");
            }
        }
    }

    /** Whether parsers that cannot be stopped hold so many threads that only a new process helps. */
    public boolean isExhausted() {
        return abandoned.get() > MOST_ABANDONED;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static RuntimeException rethrown(@Nullable Throwable cause) {
        return switch (cause) {
            case RuntimeException bug -> bug;
            case Error error -> throw error;
            case null, default -> new IllegalStateException("a parser ended without a result", cause);
        };
    }

    private synchronized void resize() {
        var now = size + Math.min(abandoned.get(), MOST_ABANDONED);
        if (now > threads.getMaximumPoolSize()) {
            threads.setMaximumPoolSize(now);
            threads.setCorePoolSize(now);
        } else {
            threads.setCorePoolSize(now);
            threads.setMaximumPoolSize(now);
        }
    }

    private final class Job<T> implements Runnable {

        private final Supplier<T> parser;
        private final CompletableFuture<Parsed<T>> result = new CompletableFuture<>();
        private @Nullable Thread thread;
        private long startNanos;
        private boolean cancelled;
        private boolean given;

        Job(Supplier<T> parser) {
            this.parser = parser;
        }

        @Override
        public void run() {
            if (!begin()) {
                return;
            }
            try {
                result.complete(new Parsed.Done<>(parser.get()));
            } catch (ParsingLimit.TooComplexException e) {
                result.complete(new Parsed.TooComplex<>(String.valueOf(e.getMessage())));
            } catch (StackOverflowError e) {
                result.complete(new Parsed.TooComplex<>("nested too deeply for the stack"));
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            } finally {
                end();
            }
        }

        private synchronized boolean begin() {
            if (cancelled) {
                return false;
            }
            thread = Thread.currentThread();
            startNanos = nanos(thread);
            return true;
        }

        /** The thread's next job must not see an interrupt that was meant for this one. */
        private synchronized void end() {
            thread = null;
            var unused = Thread.interrupted();
            if (given) {
                abandoned.decrementAndGet();
                resize();
            }
        }

        synchronized long cpuNanos() {
            return thread == null ? 0 : nanos(thread) - startNanos;
        }

        synchronized void interrupt() {
            cancelled = true;
            if (thread != null) {
                thread.interrupt();
            }
        }

        /** Whether the job still runs; then its thread is replaced. */
        synchronized boolean abandon() {
            if (thread == null) {
                return false;
            }
            given = true;
            abandoned.incrementAndGet();
            resize();
            return true;
        }

        private static long nanos(Thread thread) {
            return CPU_TIME ? THREADS.getThreadCpuTime(thread.threadId()) : System.nanoTime();
        }
    }
}
