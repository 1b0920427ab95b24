package io.wireroom.ingest.parsing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wireroom.ingest.site.SitePage;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ParsingPoolTest {

    private final ParsingPool pool = new ParsingPool(Duration.ofMillis(50), 1);
    private final AtomicBoolean released = new AtomicBoolean();

    @AfterEach
    void close() {
        released.set(true);
        pool.close();
    }

    @Test
    void returnsWhatTheParserReturnsFromAPlatformThread() {
        assertThat(pool.parse(() -> Thread.currentThread().isVirtual())).isEqualTo(new Parsed.Done<>(false));
    }

    @Test
    void endsAParserThatTakesTooLong() {
        var parsed = pool.parse(() -> {
            while (true) {
                ParsingLimit.check();
            }
        });

        assertThat(parsed).isInstanceOf(Parsed.TooComplex.class);
        assertThat(pool.parse(() -> Thread.currentThread().isInterrupted())).isEqualTo(new Parsed.Done<>(false));
    }

    @Test
    void replacesAThreadThatCannotBeStopped() {
        assertThat(pool.parse(this::spin)).isInstanceOf(Parsed.TooComplex.class);
        assertThat(pool.parse(() -> "next")).isEqualTo(new Parsed.Done<>("next"));
        assertThat(pool.isExhausted()).isFalse();
    }

    @Test
    void aParserThatWaitsIsNotOverItsTime() throws Exception {
        var go = new CountDownLatch(1);
        var parsed = CompletableFuture.supplyAsync(() -> pool.parse(() -> {
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return "done";
        }));
        var others = new ParsingPool(Duration.ofMillis(50), 1);
        others.parse(() -> {
            while (true) {
                ParsingLimit.check();
            }
        });
        others.close();

        go.countDown();

        assertThat(parsed.get()).isEqualTo(new Parsed.Done<>("done"));
    }

    @Test
    void tooDeepForTheStackIsTooComplex() {
        assertThat(pool.parse(() -> depth(0))).isEqualTo(new Parsed.TooComplex<>("nested too deeply for the stack"));
    }

    @Test
    void markupThatTheHtmlParserFailsOnIsTooComplex() {
        var hostile = "<template>" + "<g><s>".repeat(300) + "<noscript><template><s>";

        var parsed = pool.parse(() -> SitePage.parse(hostile.getBytes(UTF_8), "text/html", null));

        assertThat(parsed).isInstanceOf(Parsed.TooComplex.class);
    }

    @Test
    void aBugOfAParserReachesTheCaller() {
        assertThatThrownBy(() -> pool.parse(() -> {
                    throw new IllegalStateException("a bug");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a bug");
    }

    @Test
    void anInterruptedCallerStopsItsParser() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> pool.parse(() -> {
                    while (true) {
                        ParsingLimit.check();
                    }
                }))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(pool.parse(() -> "next")).isEqualTo(new Parsed.Done<>("next"));
    }

    private String spin() {
        while (!released.get()) {
            Thread.onSpinWait();
        }
        return "late";
    }

    @SuppressWarnings("InfiniteRecursion") // the test is about the end of the stack
    private static int depth(int n) {
        return depth(n + 1) + 1;
    }
}
