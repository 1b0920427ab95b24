package io.wireroom.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.address.Host;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlowHostsTest {

    private static final Duration SLOW = SlowHosts.SLOW.plusMillis(1);
    private static final Duration FAST = Duration.ofMillis(10);

    private final SlowHosts hosts = new SlowHosts(2);

    @Test
    void noMoreSlowHostsThanTheirShareAreAskedAtOnce() {
        for (var host : new String[] {"a", "b", "c"}) {
            assertThat(hosts.admit(new Host(host))).isTrue();
            hosts.answered(new Host(host), SLOW);
        }

        assertThat(hosts.admit(new Host("a"))).isTrue();
        assertThat(hosts.admit(new Host("b"))).isTrue();
        assertThat(hosts.admit(new Host("c"))).isFalse();
        assertThat(hosts.admit(new Host("quick"))).isTrue();

        hosts.answered(new Host("a"), SLOW);
        assertThat(hosts.admit(new Host("c"))).isTrue();
    }

    @Test
    void aHostThatAnswersQuicklyAgainIsSlowNoMore() {
        for (var host : new String[] {"a", "b", "c"}) {
            hosts.answered(new Host(host), SLOW);
        }
        assertThat(hosts.admit(new Host("a"))).isTrue();
        assertThat(hosts.admit(new Host("b"))).isTrue();

        hosts.answered(new Host("c"), FAST);

        assertThat(hosts.admit(new Host("c"))).isTrue();
    }

    @Test
    void requestsThatWereGivenUpHoldNoPlace() {
        for (var host : new String[] {"a", "b", "c"}) {
            hosts.answered(new Host(host), SLOW);
        }
        hosts.admit(new Host("a"));
        hosts.admit(new Host("b"));

        hosts.gaveUp();

        assertThat(hosts.admit(new Host("c"))).isTrue();
    }
}
