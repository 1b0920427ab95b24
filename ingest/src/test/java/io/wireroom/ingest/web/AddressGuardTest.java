package io.wireroom.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressGuardTest {

    private static final AddressGuard.Lookup NOBODY = host -> {
        throw new UnknownHostException("looked up " + host);
    };

    @ParameterizedTest
    @CsvFileSource(resources = "forbidden-addresses.csv", numLinesToSkip = 1)
    void refusesSpecialAddressesInAllSpellings(String host, String why) {
        var guard = new AddressGuard(List.of(), List.of(), List.of(), NOBODY);

        assertThatThrownBy(() -> guard.resolve(host))
                .isInstanceOf(AddressGuard.ForbiddenAddressException.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "public-addresses.csv", numLinesToSkip = 1)
    void letsPublicAddressesThroughWithoutLookup(String host, String address) throws Exception {
        assertThat(new AddressGuard(List.of(), List.of(), List.of(), NOBODY).resolve(host))
                .extracting(InetAddress::getHostAddress)
                .containsExactly(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1.2.3.4.5", "256.1.1.1", "1.2.3.256", "4294967296", "0x1ffffffff", "08.1.1.1", "1..2", "a.1"})
    void neverResolvesWhatIsNearlyAnAddress(String host) {
        assertThatThrownBy(() -> new AddressGuard(List.of(), List.of(), List.of(), NOBODY).resolve(host))
                .isInstanceOf(UnknownHostException.class)
                .isNotInstanceOf(AddressGuard.ForbiddenAddressException.class)
                .hasMessageNotContaining("looked up");
    }

    @Test
    void opensAllowedNetworksOnly() throws Exception {
        var guard = new AddressGuard(
                List.of(Cidr.parse("127.0.0.0/30"), Cidr.parse("fd00::/8")), List.of(), List.of(), NOBODY);

        assertThat(guard.resolve("127.0.0.3")).containsExactly(InetAddress.getByName("127.0.0.3"));
        assertThat(guard.resolve("[fd00::1]")).containsExactly(InetAddress.getByName("fd00::1"));
        assertThatThrownBy(() -> guard.resolve("127.0.0.4")).isInstanceOf(AddressGuard.ForbiddenAddressException.class);
    }

    @Test
    void opensAllowedHostsAtAnyAddressByTheirNameAlone() throws Exception {
        var inside = InetAddress.getByName("172.18.0.9");
        var guard = new AddressGuard(
                List.of(),
                List.of(HostName.parse("Feeds.Intranet.Example")),
                List.of(ClosedPort.parse("172.18.0.9:5432")),
                host -> new InetAddress[] {inside});

        assertThat(guard.resolve("feeds.intranet.example")).containsExactly(inside);
        assertThat(guard.resolve("FEEDS.intranet.example.")).containsExactly(inside);
        for (var other : List.of("172.18.0.9", "intranet.example", "a.feeds.intranet.example", "rebound.example")) {
            assertThatThrownBy(() -> guard.resolve(other))
                    .as(other)
                    .isInstanceOf(AddressGuard.ForbiddenAddressException.class);
        }
        assertThatThrownBy(() -> guard.resolve("feeds.intranet.example", 5432))
                .isInstanceOf(AddressGuard.ForbiddenAddressException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1", "0x7f000001", "[::1]", "10.0.0.0/8", "a b", "", "*.example"})
    void onlyANameIsAnAllowedHost(String text) {
        assertThatThrownBy(() -> HostName.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be a host name");
    }

    @Test
    void ownServicesStayClosedInsideAnAllowedNetwork() throws Exception {
        var loopback = Cidr.parse("127.0.0.0/8");
        var broker = InetAddress.getByName("10.0.0.7");
        var guard = new AddressGuard(
                List.of(loopback, Cidr.parse("10.0.0.0/8")),
                List.of(),
                List.of(ClosedPort.parse("127.0.0.1:5432"), ClosedPort.parse("kafka:9092")),
                host -> new InetAddress[] {broker});

        assertThat(guard.resolve("127.0.0.1", 8000)).containsExactly(new InetSocketAddress("127.0.0.1", 8000));
        assertThat(guard.resolve("127.0.0.2", 5432)).containsExactly(new InetSocketAddress("127.0.0.2", 5432));
        for (var spelled : List.of("127.0.0.1", "127.1", "0x7f000001", "2130706433")) {
            assertThatThrownBy(() -> guard.resolve(spelled, 5432))
                    .isInstanceOf(AddressGuard.ForbiddenAddressException.class)
                    .hasMessage(spelled + " is 127.0.0.1, where port 5432 is closed to fetches");
        }
        assertThatThrownBy(() -> guard.resolve("10.0.0.7", 9092))
                .isInstanceOf(AddressGuard.ForbiddenAddressException.class);
    }

    @Test
    void looksNamesUpInAscii() throws Exception {
        var open = InetAddress.getByName("93.184.216.34");
        var asked = new ArrayList<String>();
        var guard = new AddressGuard(List.of(), List.of(), List.of(), host -> {
            asked.add(host);
            return new InetAddress[] {open};
        });

        assertThat(guard.resolve("möwe.example")).containsExactly(open);
        assertThat(asked).containsExactly("xn--mwe-sna.example");
    }

    @Test
    void keepsTheAddressesOfANameThatPass() throws Exception {
        var open = InetAddress.getByName("93.184.216.34");
        var closed = InetAddress.getByName("10.0.0.1");
        var guard = new AddressGuard(List.of(), List.of(), List.of(), host -> new InetAddress[] {closed, open});

        assertThat(guard.resolve("mixed.example")).containsExactly(open);
    }

    @Test
    void refusesANameThatLeadsToClosedAddressesOnly() throws Exception {
        var closed = InetAddress.getByName("169.254.169.254");
        var guard = new AddressGuard(List.of(), List.of(), List.of(), host -> new InetAddress[] {closed});

        assertThatThrownBy(() -> guard.resolve("rebound.example"))
                .isInstanceOf(AddressGuard.ForbiddenAddressException.class)
                .hasMessage("rebound.example is 169.254.169.254 (link-local)");
    }
}
