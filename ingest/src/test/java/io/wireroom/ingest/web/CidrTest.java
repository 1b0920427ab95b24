package io.wireroom.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CidrTest {

    @Test
    void containsItsAddressesOnly() throws Exception {
        var network = Cidr.parse("172.16.0.0/12");

        assertThat(network.contains(InetAddress.getByName("172.31.255.255"))).isTrue();
        assertThat(network.contains(InetAddress.getByName("172.32.0.0"))).isFalse();
        assertThat(network.contains(InetAddress.getByName("::1"))).isFalse();
        assertThat(Cidr.parse("::/0").contains(InetAddress.getByName("2001:db8::1")))
                .isTrue();
        assertThat(Cidr.parse("127.0.0.2")).hasToString("127.0.0.2/32");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "localhost", "localhost/8", "10.0.0/8", "256.0.0.0/8", "10.0.0.0/x", "fe80::1%eth0", ":::"})
    void refusesWhatIsNoNetwork(String text) {
        assertThatThrownBy(() -> Cidr.parse(text))
                .hasMessage("'" + text + "' must be a network such as 127.0.0.0/8 or fd00::/8");
    }

    @Test
    void namesTheNetworkThatWasMeant() {
        assertThatThrownBy(() -> Cidr.parse("10.1.2.3/8"))
                .hasMessage("'10.1.2.3/8' has bits beyond its prefix; did you mean 10.0.0.0/8?");
        assertThatThrownBy(() -> Cidr.parse("10.0.0.0/33")).hasMessageContaining("from 0 to 32");
    }
}
