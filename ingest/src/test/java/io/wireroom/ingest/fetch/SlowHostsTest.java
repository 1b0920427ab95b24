package io.wireroom.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlowHostsTest {

    private static final Duration SLOW = SlowHosts.SLOW.plusMillis(1);
    private static final Duration FAST = Duration.ofMillis(10);

    private final SlowHosts hosts = new SlowHosts(2);

    @Test
    void noMoreSlowHostsThanTheirShareAreAskedAtOnce() {
        for (var host : new String[] {"a", "b", "c"}) {
            assertThat(hosts.admit(host)).isTrue();
            hosts.answered(host, SLOW);
        }

        assertThat(hosts.admit("a")).isTrue();
        assertThat(hosts.admit("b")).isTrue();
        assertThat(hosts.admit("c")).isFalse();
        assertThat(hosts.admit("quick")).isTrue();

        hosts.answered("a", SLOW);
        assertThat(hosts.admit("c")).isTrue();
    }

    @Test
    void aHostThatAnswersQuicklyAgainIsSlowNoMore() {
        for (var host : new String[] {"a", "b", "c"}) {
            hosts.answered(host, SLOW);
        }
        assertThat(hosts.admit("a")).isTrue();
        assertThat(hosts.admit("b")).isTrue();

        hosts.answered("c", FAST);

        assertThat(hosts.admit("c")).isTrue();
    }

    @Test
    void requestsThatWereGivenUpHoldNoPlace() {
        for (var host : new String[] {"a", "b", "c"}) {
            hosts.answered(host, SLOW);
        }
        hosts.admit("a");
        hosts.admit("b");

        hosts.gaveUp();

        assertThat(hosts.admit("c")).isTrue();
    }
}
